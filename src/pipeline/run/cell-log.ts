import {appendFileSync, mkdirSync} from 'node:fs';
import path from 'node:path';

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
    if (!this.#written) mkdirSync(path.dirname(this.#file), {recursive: true});
    this.#written = true;
    appendFileSync(this.#file, `${line}\n`);
  }
}
