import {existsSync} from 'node:fs';
import {lstat} from 'node:fs/promises';
import {entriesOf, type Entry} from './contents.ts';
import {absentStore, lostBlob, strayFile, type StoreNotice} from './errors.ts';
import {FolderTier} from './folder-tier.ts';
import {blobPath, manifestPath} from './layout.ts';
import {filesOf} from './manifest.ts';
import {setAside} from './quarantine.ts';
import type {Manifest} from './types.ts';
import {patientAccess} from '../system/access.ts';
import {HASH} from '../system/hash.ts';

export interface FsckReport {
  readonly blobs: number;
  readonly bytes: number;
  readonly manifests: number;
  /** All that was wrong; each was set aside, where the folder can be written. */
  readonly problems: readonly StoreNotice[];
}

/** Told how far a check has come. */
export type FsckProgress = (blobs: number, bytes: number) => void;

/**
 * Reads a whole store: every byte of every blob, and every manifest with what it names.
 *
 * @throws StoreError `STORE_ABSENT`: an empty store is sound, a name that was mistyped is not.
 */
export async function checkStore(root: string, progress?: FsckProgress): Promise<FsckReport> {
  if (!existsSync(root)) throw absentStore(root);
  return new Check(root).run(progress);
}

class Check {
  readonly #root: string;
  readonly #problems: StoreNotice[] = [];
  readonly #tier: FolderTier;

  constructor(root: string) {
    this.#root = root;
    const notice = (problem: StoreNotice) => this.#problems.push(problem);
    this.#tier = new FolderTier({root, access: patientAccess, notice});
  }

  async run(progress: FsckProgress = () => undefined): Promise<FsckReport> {
    let [blobs, bytes, manifests] = [0, 0, 0];
    for await (const entry of entriesOf(this.#root, 'cas')) {
      const size = await this.#blob(entry);
      if (size !== undefined) progress(++blobs, (bytes += size));
    }
    // After the blobs, so that a manifest whose blob was damaged is found incomplete.
    for await (const entry of entriesOf(this.#root, 'ac')) {
      if (await this.#manifest(entry)) manifests++;
    }
    return {blobs, bytes, manifests, problems: this.#problems};
  }

  /** The size of a sound blob. */
  async #blob({name, path}: Entry): Promise<number | undefined> {
    if (!HASH.test(name) || path !== blobPath(this.#root, name)) return this.#stray(path);
    const {size} = await lstat(path);
    const sound = await this.#tier.verified({path: '', sha256: name, bytes: size});
    return sound === undefined ? undefined : size;
  }

  async #manifest({name, path}: Entry): Promise<boolean> {
    if (!HASH.test(name) || path !== manifestPath(this.#root, name)) {
      await this.#stray(path);
      return false;
    }
    const manifest = await this.#tier.manifest(name);
    const lost = manifest && (await this.#firstLost(manifest));
    if (lost === undefined) return manifest !== undefined;
    await setAside(this.#root, path);
    this.#problems.push(lostBlob(lost));
    return false;
  }

  async #firstLost(manifest: Manifest): Promise<string | undefined> {
    for (const file of filesOf(manifest)) if (!(await this.#tier.has(file))) return file.sha256;
    return undefined;
  }

  async #stray(path: string): Promise<undefined> {
    await setAside(this.#root, path);
    this.#problems.push(strayFile(path));
  }
}
