import {join} from 'node:path';
import {z} from 'zod';
import {replaceFile} from '../system/atomic-file.ts';
import {appendLine, NotReadable, readRegularSync} from '../system/regular-file.ts';
import {systemCode} from '../system/system-error.ts';

const MAX_BYTES = 64 * 2 ** 20;

/** The folder of a shared store, what tells it from another one in the same place, and a key that it has. */
const Line = z.tuple([z.string(), z.string(), z.string()]);

/**
 * Which results are known to be in a shared store: `shared.ndjson` in the local one, a line for each. It saves
 * asking; a result of which it says nothing is looked for there.
 */
export class SharedKeys {
  readonly #file: string;
  readonly #shared: string;
  #known: Set<string> | undefined;
  /** What tells the shared store, as it was when last asked. */
  #id = '';

  constructor(localFolder: string, sharedFolder: string) {
    this.#file = join(localFolder, 'shared.ndjson');
    this.#shared = sharedFolder;
  }

  /** Those of `keys` that may not be there. */
  missing(keys: Iterable<string>): string[] {
    const known = this.#load();
    return [...keys].filter((key) => !known.has(key));
  }

  add(id: string, key: string): void {
    this.settle(id);
    const known = this.#load();
    if (known.has(key)) return;
    known.add(key);
    this.#write(() => appendLine(this.#file, JSON.stringify([this.#shared, id, key])));
  }

  /** Forgets what is known of a store that stood in the same place before. */
  settle(id: string): void {
    const known = this.#load();
    if (id !== this.#id) known.clear();
    this.#id = id;
  }

  forget(key: string): void {
    if (this.#load().delete(key)) this.#write(() => this.#writeAnew());
  }

  #load(): Set<string> {
    if (this.#known) return this.#known;
    const known = (this.#known = new Set<string>());
    for (const [shared, id, key] of readLines(this.#file)) {
      if (shared !== this.#shared) continue;
      if (id !== this.#id) known.clear();
      this.#id = id;
      known.add(key);
    }
    return known;
  }

  #writeAnew(): void {
    const others = readLines(this.#file).filter(([shared]) => shared !== this.#shared);
    const own = Array.from(this.#load(), (key) => [this.#shared, this.#id, key]);
    const lines = [...others, ...own].map((line) => `${JSON.stringify(line)}\n`);
    replaceFile(this.#file, lines.join(''));
  }

  /** Where the disk takes nothing, it is asked again. */
  #write(write: () => void): void {
    try {
      write();
    } catch (error) {
      if (error instanceof NotReadable) this.#write(() => this.#writeAnew());
      else if (systemCode(error) === undefined) throw error;
    }
  }
}

/** Lines that were cut short are passed over. */
function readLines(file: string): z.output<typeof Line>[] {
  let text: string | undefined;
  try {
    text = readRegularSync(file, MAX_BYTES)?.toString();
  } catch {
    return [];
  }
  return (text ?? '')
    .split('\n')
    .map(parseLine)
    .filter((line) => line !== undefined);
}

function parseLine(line: string): z.output<typeof Line> | undefined {
  if (line === '') return undefined;
  try {
    return Line.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
