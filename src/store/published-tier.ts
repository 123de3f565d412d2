import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {isOtherFormat, publishedInvalid, StoreError, type StoreNotice} from './errors.ts';
import {SEALED} from './files.ts';
import {MAX_MANIFEST_BYTES, parseManifest} from './manifest.ts';
import {archivedBlob, archivedManifest, MAX_RECORD_BYTES} from './archive.ts';
import type {ArchivedTier} from './tier.ts';
import type {FileRecord, Manifest} from './types.ts';
import {ArchiveError, ZipReader} from './zip-reader.ts';
import {HASH, sha256} from '../system/hash.ts';
import {finishWritten} from '../system/lasting-file.ts';
import {appendLine, readRegularSync} from '../system/regular-file.ts';
import {systemCode} from '../system/system-error.ts';

export interface PublishedTierOptions {
  /** The archive. */
  readonly file: string;
  /** The folder of the local store, where it is noted what is not to be believed of the archive. */
  readonly localFolder: string;
  readonly notice: (notice: StoreNotice) => void;
}

const MAX_NOTES = 64 * 2 ** 20;

/**
 * Results that came with the project, as an archive that is read in place and trusted no more than any store. It is
 * opened when it is first asked; where there is none, or none that is whole, every answer is a miss.
 */
export class PublishedTier implements ArchivedTier {
  readonly #options: PublishedTierOptions;
  #zip: ZipReader | 'none' | undefined;
  /** Blobs that turned out to be something else. */
  readonly #damaged = new Set<string>();
  #forgotten: Set<string> | undefined;

  constructor(options: PublishedTierOptions) {
    this.#options = options;
  }

  manifest(key: string): Promise<Manifest | undefined> {
    return Promise.resolve(this.#manifest(key));
  }

  hasAll(files: readonly FileRecord[]): Promise<boolean> {
    const has = ({sha256: hash, bytes}: FileRecord) =>
      this.#archive()?.size(archivedBlob(hash)) === bytes && !this.#damaged.has(hash);
    return Promise.resolve(files.every(has));
  }

  async get(file: FileRecord, target: string): Promise<boolean> {
    const bytes = await this.content(file);
    if (bytes === undefined) return false;
    await writeFile(target, bytes, {flag: 'wx'});
    await finishWritten(target, SEALED);
    return true;
  }

  content(file: FileRecord): Promise<Buffer | undefined> {
    const bytes = this.#member(archivedBlob(file.sha256), MAX_RECORD_BYTES);
    if (bytes === undefined) return Promise.resolve(undefined);
    if (bytes.length === file.bytes && sha256(bytes) === file.sha256) return Promise.resolve(bytes);
    this.#damaged.add(file.sha256);
    this.#say(file.sha256, 'a file has other bytes than its name says');
    return Promise.resolve(undefined);
  }

  forget(key: string): void {
    if (this.#archive()?.size(archivedManifest(key)) === undefined) return;
    const known = this.#notBelieved();
    if (known.has(key)) return;
    known.add(key);
    appendLine(this.#notes, key);
  }

  #manifest(key: string): Manifest | undefined {
    const text = this.#member(archivedManifest(key), MAX_MANIFEST_BYTES)?.toString();
    if (text === undefined || this.#notBelieved().has(key)) return undefined;
    try {
      return parseManifest(text, key);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      if (!isOtherFormat(error)) this.#say(key, error.message);
      return undefined;
    }
  }

  #member(name: string, limit: number): Buffer | undefined {
    try {
      return this.#archive()?.content(name, limit);
    } catch (error) {
      if (!(error instanceof ArchiveError) && systemCode(error) === undefined) throw error;
      this.#damaged.add(name.slice(-64));
      this.#say(name, error instanceof ArchiveError ? error.message : (systemCode(error) ?? ''));
      return undefined;
    }
  }

  #archive(): ZipReader | undefined {
    this.#zip ??= this.#open();
    return this.#zip === 'none' ? undefined : this.#zip;
  }

  #open(): ZipReader | 'none' {
    const {file} = this.#options;
    try {
      return new ZipReader(file);
    } catch (error) {
      const code = systemCode(error);
      if (code === undefined) throw error;
      if (code !== 'ENOENT')
        this.#say(
          file,
          error instanceof ArchiveError ? error.message : `it cannot be read (${code})`,
        );
      return 'none';
    }
  }

  get #notes(): string {
    return join(this.#options.localFolder, 'forgotten.txt');
  }

  #notBelieved(): Set<string> {
    return (this.#forgotten ??= readNotes(this.#notes));
  }

  #say(received: string, fault: string): void {
    this.#options.notice(publishedInvalid(received, fault));
  }
}

function readNotes(path: string): Set<string> {
  try {
    const lines = (readRegularSync(path, MAX_NOTES)?.toString() ?? '').split('\n');
    return new Set(lines.filter((line) => HASH.test(line)));
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return new Set();
  }
}
