import {existsSync} from 'node:fs';
import path from 'node:path';
import {z} from 'zod';
import type {StageCode} from './code/code.ts';
import {replaceFile} from '../system/atomic-file.ts';
import {remember} from './remember.ts';
import {recall, sideFolder} from './side-files.ts';

const DETAILS = 'details';

const Names = z.record(z.string(), z.string());

/**
 * What stands behind the hashes of a fingerprint, in `details/` of the store's folder: the symbols
 * of a bundle and the packages of a closure. Only explanations need it.
 */
export class Details {
  readonly #storeFolder: string;
  readonly #kept = new Set<string>();

  constructor(storeFolder: string) {
    this.#storeFolder = storeFolder;
  }

  keep({bundle, symbols, packages, locked}: StageCode): void {
    this.#keep(bundle, symbols);
    this.#keep(packages, locked);
  }

  /** What was kept under `hash`; undefined when it never was, here. */
  get(hash: string): Readonly<Record<string, string>> | undefined {
    try {
      return Names.parse(JSON.parse(recall(this.#file(hash)) ?? ''));
    } catch {
      return undefined;
    }
  }

  #keep(hash: string, names: Readonly<Record<string, string>>): void {
    if (this.#kept.has(hash)) return;
    this.#kept.add(hash);
    if (existsSync(this.#file(hash))) return;
    remember(() => {
      sideFolder(this.#storeFolder, DETAILS);
      replaceFile(this.#file(hash), JSON.stringify(names));
    });
  }

  #file(hash: string): string {
    return path.join(this.#storeFolder, DETAILS, `${hash}.json`);
  }
}
