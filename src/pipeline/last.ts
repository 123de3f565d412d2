import {mkdirSync} from 'node:fs';
import path from 'node:path';
import {replaceFile} from '../system/atomic-file.ts';
import {appendLine, NotReadable} from '../system/regular-file.ts';
import {remember} from './remember.ts';
import {recall} from './side-files.ts';

/**
 * Which key each node had when it was last wanted: `last.ndjson` in the store's folder, one
 * `["node","key"]` a line, later lines win. Appended to as results come, so that a killed run
 * loses nothing; it only serves to say what changed, never to decide what is valid.
 */
export class LastKeys {
  readonly #file: string;
  #known: Map<string, string> | undefined;
  #written = false;

  constructor(storeFolder: string) {
    this.#file = path.join(storeFolder, 'last.ndjson');
  }

  get(node: string): string | undefined {
    return this.#keys().get(node);
  }

  set(node: string, key: string): void {
    const keys = this.#keys();
    if (keys.get(node) === key) return;
    keys.set(node, key);
    remember(() => {
      if (!this.#written) mkdirSync(path.dirname(this.#file), {recursive: true});
      this.#written = true;
      try {
        appendLine(this.#file, JSON.stringify([node, key]));
      } catch (error) {
        // A link or a pipe: a file takes its place.
        if (!(error instanceof NotReadable)) throw error;
        this.#writeAnew(keys);
      }
    });
  }

  /** Read when they are first needed; written anew when most lines were overtaken by later ones. */
  #keys(): Map<string, string> {
    if (this.#known) return this.#known;
    const keys = (this.#known = new Map<string, string>());
    let lines = 0;
    // A line that was cut short by a crash is passed over.
    for (const [, node, key] of (recall(this.#file) ?? '').matchAll(
      /^\["([^"\\]+)","([0-9a-f]{64})"\]$/gm,
    )) {
      keys.set(node, key);
      lines++;
    }
    if (lines > 2 * keys.size + 100) {
      remember(() => this.#writeAnew(keys));
    }
    return keys;
  }

  #writeAnew(keys: ReadonlyMap<string, string>): void {
    const entries = [...keys].map((entry) => `${JSON.stringify(entry)}\n`);
    replaceFile(this.#file, entries.join(''));
  }
}
