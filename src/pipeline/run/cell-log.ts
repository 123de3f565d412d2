import {mkdirSync} from 'node:fs';
import path from 'node:path';
import {appendLine} from '../../system/regular-file.ts';
import {remember} from '../remember.ts';
import {sideFolder} from '../side-files.ts';

const LOGS = 'logs';

/** The log of one cell; the file is made with its first line. */
export class CellLog {
  readonly #storeFolder: string;
  readonly #file: string;
  #written = false;

  /** `name`: its path below the logs of the store. */
  constructor(storeFolder: string, name: string) {
    this.#storeFolder = storeFolder;
    this.#file = path.join(storeFolder, LOGS, name);
  }

  /** The path, once something was logged. */
  get file(): string | undefined {
    return this.#written ? this.#file : undefined;
  }

  write(line: string): void {
    const written = remember(() => {
      if (!this.#written) {
        sideFolder(this.#storeFolder, LOGS);
        mkdirSync(path.dirname(this.#file), {recursive: true});
      }
      appendLine(this.#file, line);
    });
    this.#written ||= written;
  }
}
