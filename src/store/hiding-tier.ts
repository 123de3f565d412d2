import {copySealed} from './files.ts';
import type {ArchivedTier} from './tier.ts';
import type {FileRecord, Manifest, Store} from './types.ts';
import {systemCode} from '../system/system-error.ts';

/** A store that is only read, as a tier of another, without the results of some keys: these are made once more. */
export class HidingTier implements ArchivedTier {
  readonly #store: Store;
  readonly #hidden: ReadonlySet<string>;

  constructor(store: Store, hidden: ReadonlySet<string>) {
    this.#store = store;
    this.#hidden = hidden;
  }

  async manifest(key: string): Promise<Manifest | undefined> {
    return this.#hidden.has(key) ? undefined : this.#store.known(key);
  }

  hasAll(files: readonly FileRecord[]): Promise<boolean> {
    return this.#store.holds({all: asOutput(files)});
  }

  async get(file: FileRecord, target: string): Promise<boolean> {
    try {
      const path = await this.#store.checkout({...asOutput([file]), form: 'file'}, '');
      return (await copySealed(path, target)) === file.sha256;
    } catch (error) {
      if (systemCode(error) !== 'STORE_BLOB_LOST') throw error;
      return false;
    }
  }

  content(file: FileRecord): Promise<Buffer | undefined> {
    return this.#store.read(file);
  }

  forget(): void {
    // What is hidden is not to be found here anyway.
  }
}

const asOutput = (files: readonly FileRecord[]) =>
  ({kind: 'files', form: 'tree', sha256: '', bytes: 0, files}) as const;
