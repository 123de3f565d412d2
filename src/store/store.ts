import {existsSync} from 'node:fs';
import {mkdir, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {
  full,
  keyMismatch,
  lostBlob,
  notAFolder,
  notWritable,
  StoreError,
  type StoreNotice,
  unreadable,
  variant,
} from './errors.ts';
import {linkBlob, moveSealed} from './files.ts';
import {FolderTier} from './folder-tier.ts';
import {assertStorable, filesOf, keyFits} from './manifest.ts';
import {isInside} from './paths.ts';
import {describeOutput} from './output.ts';
import {SharedKeys} from './shared-keys.ts';
import {SharedResults} from './shared-results.ts';
import {ForgivingTier} from './forgiving-tier.ts';
import type {Needs} from './roots.ts';
import {CALLS_AT_ONCE, type Tier} from './tier.ts';
import type {FileRecord, Manifest, OutputRecord, PendingOutput, Store} from './types.ts';
import {directAccess, patientAccess} from '../system/access.ts';
import {assertWritable, makeFolder, placeAt} from '../system/folder.ts';
import {mapParallel} from '../system/parallel.ts';
import {systemCode, writeFailure} from '../system/system-error.ts';
import type {Lease} from '../system/lease.ts';

export interface StoreOptions {
  /** The local folder; made when it is not there, unless `lookOnly`. */
  readonly folder: string;
  /** Nothing is to be written: what is not there is as good as empty. */
  readonly lookOnly?: boolean;
  /** A folder that others use too; it must exist. */
  readonly shared?: string;
  /** Who works in that folder; this process when left out. */
  readonly sharedTier?: Tier;
  /** The time [ms since 1970]. */
  readonly now: () => number;
  /** Called with what a person should know: damage that was set aside, a shared tier that is away. */
  readonly notice: (notice: StoreNotice) => void;
}

/**
 * Opens the store of one clone: a local folder, before a shared one when there is one.
 *
 * @throws StoreError `STORE_NOT_A_FOLDER`, `STORE_NOT_WRITABLE` or `STORE_FULL`, when no store can be made there.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const {folder, lookOnly = false, shared, now, notice} = options;
  await openRoot(folder, lookOnly);
  const local = new FolderTier({root: folder, access: directAccess, notice});
  if (shared === undefined) return new TieredStore(local, notice);
  const remote =
    options.sharedTier ?? new FolderTier({root: shared, access: patientAccess, notice});
  const sharedTier = new ForgivingTier(remote, shared, {now, notice});
  return new TieredStore(local, notice, sharedTier, new SharedKeys(folder, shared));
}

async function openRoot(folder: string, lookOnly: boolean): Promise<void> {
  try {
    if (placeAt(folder) === 'other') throw notAFolder(folder);
    if (!lookOnly) await makeFolder(folder);
  } catch (error) {
    throw rootFailure(folder, error);
  }
}

/**
 * Makes sure that results could be kept in the folder of a store, before any is made.
 *
 * @throws StoreError as {@link openStore}
 */
export function assertStoreWritable(folder: string): void {
  try {
    assertWritable(folder);
  } catch (error) {
    throw rootFailure(folder, error);
  }
}

class TieredStore implements Store {
  readonly #local: FolderTier;
  readonly #shared: ForgivingTier | undefined;
  readonly #sharedResults: SharedResults | undefined;
  readonly #notice: (notice: StoreNotice) => void;
  /** Blobs on their way, so that many readers of one input fetch and hash it once. */
  readonly #coming = new Map<string, Promise<string>>();

  constructor(
    local: FolderTier,
    notice: (notice: StoreNotice) => void,
    shared?: ForgivingTier,
    sharedKeys?: SharedKeys,
  ) {
    this.#local = local;
    this.#notice = notice;
    this.#shared = shared;
    this.#sharedResults = shared && sharedKeys && new SharedResults(shared, sharedKeys);
  }

  async find(key: string): Promise<Manifest | undefined> {
    const {own, missing} = await this.#findOwn(key);
    if (own && missing === undefined) return own;
    const found = await this.#findShared(key, own);
    if (found === undefined && missing) this.#notice(lostBlob(missing.sha256));
    return found;
  }

  /** What the local tier knows of `key`, and the first of its blobs that is not there. */
  async #findOwn(key: string): Promise<{own?: Manifest; missing?: FileRecord}> {
    try {
      const own = await this.#local.manifest(key);
      const missing = own && (await this.#missing(own));
      return {...(own && {own}), ...(missing && {missing})};
    } catch (error) {
      const code = systemCode(error);
      if (code === undefined || error instanceof StoreError) throw error;
      this.#notice(unreadable(key, code));
      return {};
    }
  }

  /** What the shared tier knows of `key`, when every blob of it is there or here. */
  async #findShared(key: string, own: Manifest | undefined): Promise<Manifest | undefined> {
    if (this.#shared === undefined) return undefined;
    const manifest = await this.#shared.manifest(key);
    if (manifest === undefined) return undefined;
    const elsewhere: FileRecord[] = [];
    for (const file of filesOf(manifest)) {
      if (!(await this.#local.has(file))) elsewhere.push(file);
    }
    if (elsewhere.length > 0 && !(await this.#shared.hasAll(elsewhere))) return undefined;
    await this.#sharedResults?.add(key);
    // Once its blobs have been fetched, the next find needs the shared tier no more.
    if (own === undefined && elsewhere.length === 0)
      await this.#local.putManifest(manifest).catch(ignoreUnwritable);
    return manifest;
  }

  async holds(files: readonly FileRecord[]): Promise<boolean> {
    for (const file of files) if (!(await this.#local.has(file))) return false;
    return true;
  }

  async #missing(manifest: Manifest): Promise<FileRecord | undefined> {
    for (const file of filesOf(manifest)) if (!(await this.#local.has(file))) return file;
    return undefined;
  }

  async publish(
    {key, node, stage, preimage, provenance}: Omit<Manifest, 'format' | 'outputs'>,
    pending: Readonly<Record<string, PendingOutput>>,
  ): Promise<Manifest> {
    if (!keyFits({key, preimage})) throw keyMismatch(key);
    const outputs: Record<string, OutputRecord> = {};
    for (const [name, output] of Object.entries(pending)) {
      outputs[name] = await describeOutput(output);
    }
    const manifest = {format: 2, key, node, stage, outputs, preimage, provenance} as const;
    assertStorable(manifest);
    const own = await this.#publishLocally(manifest, pending).catch((error: unknown) => {
      throw explain(error, key);
    });
    await this.#share(manifest);
    return own;
  }

  async #publishLocally(
    manifest: Manifest,
    pending: Readonly<Record<string, PendingOutput>>,
  ): Promise<Manifest> {
    const files = Object.entries(pending).flatMap(([name, {path}]) =>
      manifest.outputs[name].files.map((file) => ({file, source: join(path, file.path)})),
    );
    const putBlobs = () =>
      mapParallel(files, CALLS_AT_ONCE, ({file, source}) =>
        this.#local.take(file, (temporary) => moveSealed(source, temporary)),
      );
    const {outcome, manifest: first} = await this.#local.putManifest(manifest, putBlobs);
    // Of an output that is a file there is mostly nothing left, of a tree its folders.
    for (const {path} of Object.values(pending)) {
      if (existsSync(path)) await rm(path, {recursive: true, force: true});
    }
    if (outcome === 'variant') this.#notice(variant(manifest.key));
    return first;
  }

  async #share(manifest: Manifest): Promise<void> {
    if (this.#shared === undefined) return;
    const blobs: [FileRecord, string][] = [];
    for (const file of filesOf(manifest)) blobs.push([file, await this.#blob(file)]);
    const recorded = await this.#shared.publish(manifest, blobs);
    if (recorded === undefined) return;
    await this.#sharedResults?.add(manifest.key);
    if (recorded.outcome === 'variant') this.#notice(variant(manifest.key));
  }

  async share(keys: Iterable<string>): Promise<void> {
    const lacking = (await this.#sharedResults?.missing([...keys])) ?? [];
    await mapParallel(lacking, CALLS_AT_ONCE, (key) => this.#shareOne(key));
  }

  async #shareOne(key: string): Promise<void> {
    const {own, missing} = await this.#findOwn(key);
    if (own === undefined || missing !== undefined) return;
    const there = await this.#shared?.manifest(key);
    if (there && (await this.#shared?.hasAll(filesOf(there)))) await this.#sharedResults?.add(key);
    else await this.#share(own);
  }

  async forget(key: string): Promise<void> {
    await this.#local.forget(key);
    await this.#shared?.forget(key);
    this.#sharedResults?.forget(key);
  }

  async checkout(output: OutputRecord, folder: string): Promise<string> {
    const single = output.form === 'file' ? output.files.at(0) : undefined;
    if (single) return this.#blob(single);
    const outside = output.files.find(({path}) => !isInside(path));
    if (outside) throw lostBlob(outside.sha256);
    for (const inner of new Set(output.files.map(({path}) => dirname(join(folder, path))))) {
      await mkdir(inner, {recursive: true});
    }
    await mkdir(folder, {recursive: true});
    await mapParallel(output.files, CALLS_AT_ONCE, async (file) =>
      linkBlob(await this.#blob(file), join(folder, file.path)),
    );
    return folder;
  }

  /** The verified local path of a blob, fetched when it has to be. */
  #blob(file: FileRecord): Promise<string> {
    const coming = this.#coming.get(file.sha256);
    if (coming) return coming;
    const path = this.#fetch(file).finally(() => this.#coming.delete(file.sha256));
    this.#coming.set(file.sha256, path);
    return path;
  }

  async #fetch(file: FileRecord): Promise<string> {
    const fill = async (temporary: string) => {
      if (!(await this.#shared?.get(file, temporary))) throw lostBlob(file.sha256);
    };
    try {
      return await this.#local.obtain(file, fill);
    } catch (error) {
      throw explain(error, file.sha256);
    }
  }

  async register(needs: Needs): Promise<void> {
    await this.#local.register(needs).catch((error: unknown) => {
      if (error instanceof StoreError) this.#notice(error);
      else ignoreUnwritable(error);
    });
    await this.#shared?.register(needs);
  }

  async lease(key: string): Promise<Lease | undefined> {
    const answer = this.#shared ? await this.#shared.lease(key) : 'absent';
    if (answer !== 'absent') return answer;
    try {
      return await this.#local.lease(key);
    } catch (error) {
      if (error instanceof StoreError) this.#notice(error);
      else ignoreUnwritable(error);
      // Where nothing can be written, nobody can be told either.
      return {release: () => Promise.resolve()};
    }
  }
}

/** Why no store can stand in `folder`, in words that help. */
function rootFailure(folder: string, error: unknown): unknown {
  const code = systemCode(error);
  if (error instanceof StoreError || code === undefined) return error;
  const received = `${folder} (${code})`;
  return writeFailure(error) === 'full' ? full(received, error) : notWritable(received, error);
}

/** Lets pass that a convenience could not be written; throws all else. */
function ignoreUnwritable(error: unknown): void {
  if (writeFailure(error) === 'other') throw error;
}

/** A failure of the local disk, in words that help; anything else as it is. */
function explain(error: unknown, received: string): unknown {
  const failure = error instanceof StoreError ? 'other' : writeFailure(error);
  if (failure === 'full') return full(received, error);
  return failure === 'not writable' ? notWritable(received, error) : error;
}
