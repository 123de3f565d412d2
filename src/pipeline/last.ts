import {appendFileSync, mkdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {replaceFile} from './files.ts';

/**
 * Which key each node had when it was last wanted: `last.ndjson` in the store's folder, one
 * `["node","key"]` a line, later lines win. Appended to as results come, so that a killed run
 * loses nothing; it only serves to say what changed, never to decide what is valid.
 */
export class LastKeys {
  readonly #file: string;
  readonly #keys = new Map<string, string>();

  constructor(storeFolder: string) {
    this.#file = path.join(storeFolder, 'last.ndjson');
    const lines = readLines(this.#file);
    for (const line of lines) {
      const entry = parseLine(line);
      if (entry) this.#keys.set(...entry);
    }
    if (lines.length > 2 * this.#keys.size + 100) this.#compact();
  }

  get(node: string): string | undefined {
    return this.#keys.get(node);
  }

  set(node: string, key: string): void {
    if (this.#keys.get(node) === key) return;
    this.#keys.set(node, key);
    mkdirSync(path.dirname(this.#file), {recursive: true});
    appendFileSync(this.#file, `${JSON.stringify([node, key])}\n`);
  }

  #compact(): void {
    replaceFile(this.#file, [...this.#keys].map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  }
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** A line that was cut short by a crash is passed over. */
function parseLine(line: string): [node: string, key: string] | undefined {
  const found = /^\["([^"\\]+)","([0-9a-f]{64})"\]$/.exec(line);
  return found ? [found[1], found[2]] : undefined;
}
