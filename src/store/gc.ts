import {existsSync} from 'node:fs';
import {lstat, readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {entriesOf, list} from './contents.ts';
import {absentStore, StoreError} from './errors.ts';
import {quarantineFolder, unfinishedFolder} from './layout.ts';
import {filesOf, parseManifest} from './manifest.ts';
import {readRoots} from './roots.ts';
import type {Manifest} from './types.ts';
import {ignoreAbsent, systemCode} from '../system/system-error.ts';

/**
 * What is younger than this [ms] stays, whoever needs it: a pipeline that runs now publishes blobs
 * before the manifests that name them, and registers what it needs when it starts and when it ends.
 */
export const GRACE = 24 * 3600 * 1000;

export interface GcOptions {
  readonly now: number;
  readonly grace?: number;
  readonly dryRun: boolean;
}

/** A result that nobody needs, and what it would cost to have it again. */
export interface DeadResult {
  readonly key: string;
  readonly node: string;
  /** Size of its outputs, part of which others may share. */
  readonly bytes: number;
  /** Duration of the execution that made it; undefined when its provenance does not say. */
  readonly seconds: number | undefined;
}

export interface GcReport {
  readonly results: readonly DeadResult[];
  readonly blobs: number;
  /** Room that is freed, on disk. */
  readonly bytes: number;
  /** Unfinished files of runs that were killed, and what was set aside as damaged. */
  readonly leftovers: number;
  /** Sum over the results. */
  readonly seconds: number;
  readonly clones: number;
  readonly kept: {readonly results: number; readonly bytes: number};
}

/**
 * Removes what the last run of no registered clone needs, and nothing younger than the grace period:
 * manifests first, then blobs that no manifest names any more. Should a run need such a blob after
 * all, it finds it missing and makes it again; it never gets a wrong one.
 *
 * @throws StoreError `STORE_ABSENT`; `STORE_NO_ROOTS` when no clone is registered: then everything would go.
 */
export async function collectGarbage(root: string, options: GcOptions): Promise<GcReport> {
  const roots = await readRoots(root);
  if (roots.length === 0) throw existsSync(root) ? noRoots(root) : absentStore(root);
  const needed = new Set(roots.flatMap(({keys}) => keys));
  const sweep = new Sweep(options);
  const results: DeadResult[] = [];
  const named = new Map<string, number>();
  let kept = 0;
  for (const part of ['ac', 'variants'] as const) {
    for await (const {name, path} of entriesOf(root, part)) {
      const key = name.slice(0, 64);
      const manifest = await readManifest(path, key);
      if (manifest && !needed.has(key) && (await sweep.remove(path))) {
        if (part === 'ac') results.push(price(manifest));
        continue;
      }
      if (part === 'ac') kept++;
      for (const file of manifest ? filesOf(manifest) : []) named.set(file.sha256, file.bytes);
    }
  }
  const manifestBytes = sweep.take();
  for await (const {name, path} of entriesOf(root, 'cas')) {
    if (!named.has(name)) await sweep.remove(path);
  }
  const blobs = sweep.take();
  await sweepLeftovers(root, sweep);
  const leftovers = sweep.take();
  return {
    results,
    blobs: blobs.files,
    bytes: manifestBytes.bytes + blobs.bytes + leftovers.bytes,
    leftovers: leftovers.files,
    seconds: results.reduce((sum, {seconds = 0}) => sum + seconds, 0),
    clones: new Set(roots.map(({host, clone}) => `${host}:${clone}`)).size,
    kept: {results: kept, bytes: [...named.values()].reduce((sum, bytes) => sum + bytes, 0)},
  };
}

async function sweepLeftovers(root: string, sweep: Sweep): Promise<void> {
  for (const folder of [unfinishedFolder(root), quarantineFolder(root)]) {
    for (const name of await list(folder)) await sweep.remove(join(folder, name));
  }
}

/** Removes what is old enough (or only says so), and counts. */
class Sweep {
  readonly #dryRun: boolean;
  readonly #youngest: number;
  #files = 0;
  #bytes = 0;

  constructor({now, grace = GRACE, dryRun}: GcOptions) {
    this.#dryRun = dryRun;
    this.#youngest = now - grace;
  }

  /** Whether it goes. Its age is looked at here, just before: a publisher may have renewed it. */
  async remove(path: string): Promise<boolean> {
    const stats = await lstat(path).catch(ignoreAbsent);
    // The modification time is the seal; the change time tells when it was published or renewed.
    if (stats === undefined || stats.ctimeMs > this.#youngest) return false;
    if (!this.#dryRun) await rm(path, {recursive: true, force: true});
    this.#files++;
    this.#bytes += stats.size;
    return true;
  }

  /** What was counted since the last call. */
  take(): {files: number; bytes: number} {
    const counted = {files: this.#files, bytes: this.#bytes};
    this.#files = this.#bytes = 0;
    return counted;
  }
}

/** Damaged ones are for the runs and for fsck to set aside; they keep nothing alive. */
async function readManifest(path: string, key: string): Promise<Manifest | undefined> {
  try {
    return parseManifest(await readFile(path, 'utf8'), key);
  } catch (error) {
    if (error instanceof StoreError || systemCode(error) !== undefined) return undefined;
    throw error;
  }
}

function price(manifest: Manifest): DeadResult {
  const seconds = manifest.provenance['seconds'];
  return {
    key: manifest.key,
    node: manifest.node,
    bytes: Object.values(manifest.outputs).reduce((sum, {bytes}) => sum + bytes, 0),
    seconds: typeof seconds === 'number' ? seconds : undefined,
  };
}

function noRoots(root: string): StoreError {
  return new StoreError({
    code: 'STORE_NO_ROOTS',
    message: 'No clone has told this store what it needs, so everything would be removed.',
    received: root,
    next: 'Run the pipeline once with this store, or remove the folder yourself.',
  });
}
