import type {Stats} from 'node:fs';
import {dirname} from 'node:path';
import {
  damagedBlob,
  invalidManifest,
  isOtherFormat,
  StoreError,
  stuck,
  unreadable,
  type StoreNotice,
} from './errors.ts';
import {
  copySealed,
  copySealedHere,
  ensureFolder,
  isHole,
  isSealed,
  isSparse,
  publishFile,
  renew,
  SEALED,
  type Naming,
} from './files.ts';
import {identify} from './identity.ts';
import {blobPath, leasePath, manifestPath, unfinishedFolder, variantPath} from './layout.ts';
import {
  filesOf,
  MAX_MANIFEST_BYTES,
  outputsHash,
  parseManifest,
  serializeManifest,
} from './manifest.ts';
import {setAside} from './quarantine.ts';
import {registerNeeds, type Needs} from './roots.ts';
import {CALLS_AT_ONCE, type Recorded, type Tier} from './tier.ts';
import type {FileRecord, Manifest} from './types.ts';
import type {Access} from '../system/access.ts';
import type {FileHash} from '../system/file-hash.ts';
import {isRefused, mayRead, refusalOf} from '../system/regular-file.ts';
import {systemCode} from '../system/system-error.ts';
import {LeaseBook, type Lease} from '../system/lease.ts';
import {mapParallel} from '../system/parallel.ts';

export interface FolderTierOptions {
  readonly root: string;
  readonly access: Access;
  readonly notice: (notice: StoreNotice) => void;
}

/** A tier in a folder. Several processes and machines may use it at once, without a lock. */
export class FolderTier implements Tier {
  readonly root: string;
  readonly #access: Access;
  readonly #notice: (notice: StoreNotice) => void;
  readonly #leases: LeaseBook;
  /** What a blob looked like when this process had hashed it: its name → stamp. */
  readonly #known = new Map<string, string>();

  constructor({root, access, notice}: FolderTierOptions) {
    this.root = root;
    this.#access = access;
    this.#notice = notice;
    this.#leases = new LeaseBook(access);
  }

  async manifest(key: string): Promise<Manifest | undefined> {
    try {
      return await this.#readManifest(key);
    } catch (error) {
      if (isOtherFormat(error)) return undefined;
      throw error;
    }
  }

  /** Throws for one of another version of the program. */
  async #readManifest(key: string): Promise<Manifest | undefined> {
    const path = manifestPath(this.root, key);
    try {
      const text = await this.#access.content(path, MAX_MANIFEST_BYTES);
      return text && parseManifest(text.toString(), key);
    } catch (error) {
      if (isOtherFormat(error)) throw error;
      const isFault = error instanceof StoreError || isRefused(error);
      if (!isFault) throw error;
      const fault = error instanceof StoreError ? error : invalidManifest(key, refusalOf(error));
      await this.#setAside(path, fault, error);
      return undefined;
    }
  }

  async has(file: FileRecord): Promise<boolean> {
    const path = blobPath(this.root, file.sha256);
    const stats = await this.#stat(path);
    if (stats === undefined) return false;
    const isUntouched = stats.isFile() && stats.size === file.bytes && isSealed(stats);
    if (isUntouched && isReadable(stats)) return true;
    return this.#check(path, stats, file);
  }

  async hasAll(files: readonly FileRecord[]): Promise<boolean> {
    let all = true;
    await mapParallel(files, CALLS_AT_ONCE, async (file) => {
      if (all && !(await this.has(file))) all = false;
    });
    return all;
  }

  /** The path of a blob whose bytes this process has hashed; undefined when it is not here. */
  async verified(file: FileRecord): Promise<string | undefined> {
    const path = blobPath(this.root, file.sha256);
    const stats = await this.#stat(path);
    if (stats === undefined) return undefined;
    const known = this.#known.get(file.sha256) === stamp(stats) && stats.size === file.bytes;
    return known || (await this.#check(path, stats, file)) ? path : undefined;
  }

  async get(file: FileRecord, target: string): Promise<boolean> {
    const path = blobPath(this.root, file.sha256);
    const stats = await this.#stat(path);
    if (stats === undefined) return false;
    // What costs its author nothing shall not fill our disk: it is hashed before a byte is written.
    const isCheap = !stats.isFile() || stats.size !== file.bytes || isSparse(stats);
    if (isCheap && !(await this.#check(path, stats, file))) return false;
    try {
      if ((await copySealedHere(path, target, stats.size)) === file.sha256) return true;
      await this.#setAside(path, damagedBlob(path));
    } catch (error) {
      // Of the two it may also be the target that is refused.
      if (!isRefused(error) || (await mayRead(path))) throw error;
      await this.#setAside(path, damagedBlob(path), error);
    }
    return false;
  }

  put(file: FileRecord, source: string): Promise<void> {
    return this.take(file, async (temporary) => {
      if ((await copySealed(source, temporary)) !== file.sha256) throw damagedBlob(source);
    });
  }

  /** Takes in a blob that `fill` makes as a sealed file where it is told; `fill` vouches for the hash. */
  async take(file: FileRecord, fill: (temporary: string) => Promise<void>): Promise<void> {
    const here = await this.verified(file);
    if (here === undefined) {
      await this.#make(file, fill);
      return;
    }
    // Young again, so that a gc that runs beside us leaves it alone. That of another member is for its owner
    // alone to touch: ours takes its place.
    if (!(await renew(here))) await this.#publish(here, fill, 'over');
    await this.#remember(file);
  }

  /** {@link verified}, of a blob that is made by `fill`, as in {@link take}, when it is not here. */
  async obtain(file: FileRecord, fill: (temporary: string) => Promise<void>): Promise<string> {
    return (await this.verified(file)) ?? (await this.#make(file, fill));
  }

  async #make(file: FileRecord, fill: (temporary: string) => Promise<void>): Promise<string> {
    const target = blobPath(this.root, file.sha256);
    if (!(await this.#publish(target, fill)) && !(await this.verified(file))) throw stuck(target);
    await this.#remember(file);
    return target;
  }

  /**
   * `putBlobs` puts what the manifest names, when that is not done yet: both are forced to disk at the same
   * time, which takes as long as one, and the manifest gets its name after that. Gives back the one that stands.
   */
  async putManifest(
    manifest: Manifest,
    putBlobs: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<Recorded & {readonly manifest: Manifest}> {
    const target = manifestPath(this.root, manifest.key);
    const text = serializeManifest(manifest);
    let blobs: Promise<unknown> | undefined;
    const write = async (temporary: string) => {
      const parts = [
        () => this.#access.createLasting(temporary, text, SEALED),
        () => (blobs ??= putBlobs()),
      ];
      await mapParallel(parts, parts.length, (part) => part());
    };
    // Twice, because what stands there may turn out to be worth nothing, and is set aside.
    for (let attempt = 0; attempt < 2; attempt++) {
      if (await this.#publish(target, write)) return {outcome: 'published', manifest};
      const first = await this.#firstOf(manifest.key);
      if (first === undefined) continue;
      if (outputsHash(first) === outputsHash(manifest)) return {outcome: 'equal', manifest: first};
      if (await this.hasAll(filesOf(first))) {
        const variant = variantPath(this.root, manifest.key, outputsHash(manifest));
        await this.#publish(variant, write);
        return {outcome: 'variant', manifest: first};
      }
      await this.#setAside(target, invalidManifest(manifest.key, 'it names blobs that are lost'));
    }
    throw stuck(target);
  }

  /** What stands for `key`; what an older version of the program left is set aside. */
  async #firstOf(key: string): Promise<Manifest | undefined> {
    try {
      return await this.#readManifest(key);
    } catch (error) {
      if (!(error instanceof StoreError) || error.code !== 'STORE_FORMAT_OLDER') throw error;
      await setAside(this.root, manifestPath(this.root, key));
      return undefined;
    }
  }

  async lease(key: string): Promise<Lease | undefined> {
    const path = leasePath(this.root, key);
    await this.#ensureFolder(dirname(path));
    return this.#leases.acquire(path);
  }

  async forget(key: string): Promise<boolean> {
    return (await setAside(this.root, manifestPath(this.root, key))) !== undefined;
  }

  identity(): Promise<string | undefined> {
    return identify(this.root, this.#access, (path, fill) => this.#publish(path, fill));
  }

  register(needs: Needs): Promise<void> {
    return registerNeeds(this.root, needs);
  }

  /** Nobody can take a call back from this process. */
  giveUp(): void {
    return;
  }

  async #publish(
    target: string,
    fill: (temporary: string) => Promise<void>,
    naming: Naming = 'new',
  ): Promise<boolean> {
    const unfinished = unfinishedFolder(this.root);
    for (const folder of [dirname(target), unfinished]) await this.#ensureFolder(folder);
    return publishFile(target, unfinished, fill, this.#access, naming);
  }

  #ensureFolder(folder: string): Promise<void> {
    return ensureFolder(this.root, folder, this.#access);
  }

  /**
   * Hashes a blob again. One that does not fit its name is set aside, as is a hole larger than `file`; one that
   * only does not fit `file` stays, since it is the record that is wrong.
   */
  async #check(path: string, stats: Stats, file: FileRecord): Promise<boolean> {
    let actual: FileHash | undefined;
    try {
      if (stats.isFile() && !isHole(stats, file.bytes))
        actual = await this.#access.hash(path, stats.size);
    } catch (error) {
      if (!isRefused(error)) throw error;
      await this.#setAside(path, damagedBlob(path), error);
      return false;
    }
    if (actual?.sha256 !== file.sha256) {
      await this.#setAside(path, damagedBlob(path));
      return false;
    }
    // On a read-only tier the seal cannot be renewed; the next look hashes again.
    if (!isSealed(stats)) await renew(path).catch(() => undefined);
    await this.#remember(file);
    return actual.bytes === file.bytes;
  }

  async #remember({sha256}: FileRecord): Promise<void> {
    const stats = await this.#access.stat(blobPath(this.root, sha256));
    if (stats) this.#known.set(sha256, stamp(stats));
  }

  /** What stands at `path`; undefined also where the system does not let us look, which is reported. */
  async #stat(path: string): Promise<Stats | undefined> {
    try {
      return await this.#access.stat(path);
    } catch (error) {
      if (!isRefused(error)) throw error;
      this.#notice(unreadable(path, systemCode(error) ?? ''));
      return undefined;
    }
  }

  /** `cause`: why it could not be read, when it could not. */
  async #setAside(path: string, fault: StoreNotice, cause?: unknown): Promise<void> {
    const moved = await setAside(this.root, path);
    const stays = moved === undefined && isRefused(cause);
    this.#notice(stays ? unreadable(path, systemCode(cause) ?? '') : fault);
  }
}

const stamp = (stats: Stats) =>
  [stats.dev, stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs].join(':');

/** Somebody may read it; a file that nobody may is looked at more closely. */
const isReadable = ({mode}: Stats) => (mode & 0o444) !== 0;
