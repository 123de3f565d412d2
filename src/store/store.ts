import {existsSync} from 'node:fs';
import {mkdir, readFile, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {
  keyMismatch,
  lostBlob,
  notAFolder,
  StoreError,
  type StoreNotice,
  unreadable,
  variant,
} from './errors.ts';
import {explain, ignoreUnwritable, rootFailure} from './failures.ts';
import {linkBlob, moveSealed} from './files.ts';
import {FolderTier} from './folder-tier.ts';
import {assertStorable, filesOf, keyFits} from './manifest.ts';
import {isInside} from './paths.ts';
import {describeOutput} from './output.ts';
import {SharedKeys} from './shared-keys.ts';
import {SharedResults} from './shared-results.ts';
import {ForgivingTier} from './forgiving-tier.ts';
import type {Needs} from './roots.ts';
import {CALLS_AT_ONCE, type ArchivedTier, type Tier} from './tier.ts';
import type {FileRecord, Manifest, OutputRecord, PendingOutput, Store} from './types.ts';
import {directAccess, patientAccess} from '../system/access.ts';
import {assertWritable, makeFolder, placeAt} from '../system/folder.ts';
import {mapParallel} from '../system/parallel.ts';
import {systemCode} from '../system/system-error.ts';
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
  /** Results that came with the project: asked after the local folder, and never written. */
  readonly published?: ArchivedTier | undefined;
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
  const {folder, lookOnly = false, shared, published, now, notice} = options;
  await openRoot(folder, lookOnly);
  const local = new FolderTier({root: folder, access: directAccess, notice});
  if (shared === undefined) return new TieredStore({local, published, lookOnly}, notice);
  const remote =
    options.sharedTier ?? new FolderTier({root: shared, access: patientAccess, notice});
  const sharedTier = new ForgivingTier(remote, shared, {now, notice});
  const results = new SharedResults(sharedTier, new SharedKeys(folder, shared));
  const tiers = {local, published, lookOnly, shared: {tier: sharedTier, results}};
  return new TieredStore(tiers, notice);
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

/** Where results are looked for, in this order. */
interface Tiers {
  readonly local: FolderTier;
  readonly published?: ArchivedTier | undefined;
  readonly shared?: {readonly tier: ForgivingTier; readonly results: SharedResults};
  /** Nothing is to be written, not even what was found. */
  readonly lookOnly: boolean;
}

class TieredStore implements Store {
  readonly #local: FolderTier;
  readonly #published: ArchivedTier | undefined;
  readonly #shared: ForgivingTier | undefined;
  readonly #sharedResults: SharedResults | undefined;
  readonly #notice: (notice: StoreNotice) => void;
  readonly #lookOnly: boolean;
  /** Blobs on their way, so that many readers of one input fetch and hash it once. */
  readonly #coming = new Map<string, Promise<string>>();

  constructor({local, published, shared, lookOnly}: Tiers, notice: (notice: StoreNotice) => void) {
    this.#local = local;
    this.#notice = notice;
    this.#lookOnly = lookOnly;
    this.#published = published;
    this.#shared = shared?.tier;
    this.#sharedResults = shared?.results;
  }

  async known(key: string): Promise<Manifest | undefined> {
    for await (const manifest of this.#candidates(key)) return manifest;
    return undefined;
  }

  async find(key: string): Promise<Manifest | undefined> {
    for await (const manifest of this.#candidates(key)) {
      if (await this.holds(manifest.outputs)) return manifest;
    }
    return undefined;
  }

  /** What the tiers know of `key`, the nearest first; each is asked when those before it did not do. */
  async *#candidates(key: string): AsyncGenerator<Manifest> {
    const own = await this.#own(key);
    if (own) yield own;
    const published = await this.#published?.manifest(key);
    if (published) yield published;
    const shared = await this.#shared?.manifest(key);
    if (shared === undefined) return;
    if (!this.#lookOnly) await this.#note(shared, own === undefined);
    yield shared;
  }

  /** Remembers what the shared tier has, so that the next look needs it no more. */
  async #note(manifest: Manifest, isNew: boolean): Promise<void> {
    await this.#sharedResults?.add(manifest.key);
    if (!isNew) return;
    await this.#local.putManifest(manifest).catch((error: unknown) => {
      if (error instanceof StoreError) this.#notice(error);
      else ignoreUnwritable(error);
    });
  }

  /** What the local tier knows of `key`, whatever keeps it from looking. */
  async #own(key: string): Promise<Manifest | undefined> {
    try {
      return await this.#local.manifest(key);
    } catch (error) {
      const code = systemCode(error);
      if (code === undefined || error instanceof StoreError) throw error;
      this.#notice(unreadable(key, code));
      return undefined;
    }
  }

  async holds(outputs: Manifest['outputs']): Promise<boolean> {
    const elsewhere: FileRecord[] = [];
    for (const file of filesOf({outputs})) {
      if (await this.#has(file)) continue;
      if (!(await this.#published?.hasAll([file]))) elsewhere.push(file);
    }
    return elsewhere.length === 0 || ((await this.#shared?.hasAll(elsewhere)) ?? false);
  }

  /** Whether a blob is here, whatever keeps the local tier from looking. */
  async #has(file: FileRecord): Promise<boolean> {
    try {
      return await this.#local.has(file);
    } catch (error) {
      const code = systemCode(error);
      if (code === undefined || error instanceof StoreError) throw error;
      this.#notice(unreadable(file.sha256, code));
      return false;
    }
  }

  /** Whether all that a manifest names is here. */
  async #hasAll(manifest: Manifest): Promise<boolean> {
    for (const file of filesOf(manifest)) if (!(await this.#has(file))) return false;
    return true;
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
    const own = await this.#own(key);
    if (own === undefined || !(await this.#hasAll(own))) return;
    const there = await this.#shared?.manifest(key);
    if (there && (await this.#shared?.hasAll(filesOf(there)))) await this.#sharedResults?.add(key);
    else await this.#share(own);
  }

  async forget(key: string): Promise<void> {
    await this.#local.forget(key);
    this.#published?.forget(key);
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

  async read(file: FileRecord): Promise<Buffer | undefined> {
    const here = await this.#local.verified(file);
    const archived = here === undefined ? await this.#published?.content(file) : undefined;
    if (archived) return archived;
    try {
      return await readFile(here ?? (await this.#blob(file)));
    } catch (error) {
      if (systemCode(error) !== 'STORE_BLOB_LOST') throw error;
      return undefined;
    }
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
      if (await this.#published?.get(file, temporary)) return;
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
