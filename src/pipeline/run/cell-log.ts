import {appendFileSync, mkdirSync} from 'node:fs';
import path from 'node:path';
import {remember} from '../remember.ts';

/** The log of one cell; the file is made with its first line. */
export class CellLog {
  readonly #file: string;
  #written = false;

  constructor(file: string) {
    this.#file = file;
  }

  /** The path, once something was logged. */
  get file(): string | undefined {
    return this.#written ? this.#file : undefined;
  }

  write(line: string): void {
    const written = remember(() => {
      if (!this.#written) mkdirSync(path.dirname(this.#file), {recursive: true});
      appendFileSync(this.#file, `${line}\n`);
    });
    this.#written ||= written;
  }
}
