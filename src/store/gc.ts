import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {RealFolder} from '../system/real-folder.ts';
import {readRegular} from '../system/regular-file.ts';
import {look, visitPart, type Entry} from './contents.ts';
import {absentStore, isOtherFormat, StoreError, unreadable, type StoreNotice} from './errors.ts';
import {filesOf, hashesIn, MAX_MANIFEST_BYTES, parseManifest} from './manifest.ts';
import {readRoots} from './roots.ts';
import {Sweep, sweepLeftovers} from './sweep.ts';
import type {Manifest, OutputRecord} from './types.ts';

/**
 * What is younger than this [ms] stays, whoever needs it: a pipeline that runs now publishes blobs
 * before the manifests that name them, and registers what it needs when it starts and when it ends.
 */
export const GRACE = 24 * 3600 * 1000;

export interface GcOptions {
  /** The time by the clock of the store's file server [ms since 1970]. */
  readonly now: number;
  readonly grace?: number;
  readonly dryRun: boolean;
  /** Which outputs of the results that stay stay too: all, when left out. */
  readonly keep?: (output: OutputRecord) => boolean;
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
  /** Unfinished files and leases of runs that were killed, and what was set aside as damaged. */
  readonly leftovers: number;
  /** Sum over the results. */
  readonly seconds: number;
  readonly clones: number;
  readonly kept: {readonly results: number; readonly bytes: number};
  /** What could not be looked into. Blobs that it may need were all kept. */
  readonly problems: readonly StoreNotice[];
}

/**
 * Removes what the last run of no registered clone needs, and nothing younger than the grace period:
 * manifests first, then blobs that no manifest names any more. What cannot be read counts as needed. Should a
 * run need such a blob after all, it finds it missing and makes it again; it never gets a wrong one.
 *
 * @throws StoreError `STORE_ABSENT`; `STORE_ROOT_INVALID`; `STORE_NO_ROOTS` when no clone is registered: then
 *   everything would go.
 */
export async function collectGarbage(root: string, options: GcOptions): Promise<GcReport> {
  const roots = await readRoots(root);
  if (roots.length === 0) throw existsSync(root) ? noRoots(root) : absentStore(root);
  const clones = new Set(roots.map(({host, clone}) => `${host}:${clone}`)).size;
  const needed = new Set(roots.flatMap(({keys}) => keys));
  const report = await RealFolder.within(root, (store) =>
    new Collection(store, needed, options).run(),
  );
  if (report === undefined) throw absentStore(root);
  return {...report, clones};
}

class Collection {
  readonly #store: RealFolder;
  readonly #needed: ReadonlySet<string>;
  readonly #sweep: Sweep;
  readonly #keep: (output: OutputRecord) => boolean;
  readonly #problems: StoreNotice[] = [];
  readonly #results: DeadResult[] = [];
  /** Blobs that stay, with their sizes as far as they are known. */
  readonly #named = new Map<string, number>();
  #kept = 0;
  /** Something may need blobs and does not say which. */
  #isBlind = false;

  constructor(store: RealFolder, needed: ReadonlySet<string>, options: GcOptions) {
    this.#store = store;
    this.#needed = needed;
    this.#keep = options.keep ?? (() => true);
    const problem = this.#problem;
    this.#sweep = new Sweep({grace: GRACE, ...options, problem});
  }

  readonly #problem = (problem: StoreNotice): void => void this.#problems.push(problem);

  async run(): Promise<Omit<GcReport, 'clones'>> {
    await this.#manifests('ac');
    await this.#manifests('variants');
    const manifests = this.#sweep.take();
    if (!this.#isBlind) await this.#blobs();
    const blobs = this.#sweep.take();
    await sweepLeftovers(this.#store, this.#sweep);
    const leftovers = this.#sweep.take();
    const sum = (numbers: Iterable<number>) => [...numbers].reduce((a, b) => a + b, 0);
    return {
      results: this.#results,
      blobs: blobs.files,
      bytes: manifests.bytes + blobs.bytes + leftovers.bytes,
      leftovers: leftovers.files,
      seconds: sum(this.#results.map(({seconds = 0}) => seconds)),
      kept: {results: this.#kept, bytes: sum(this.#named.values())},
      problems: this.#problems,
    };
  }

  async #manifests(part: 'ac' | 'variants'): Promise<void> {
    const outcome = await visitPart(this.#store, part, {
      entry: (entry) => this.#manifest(part, entry),
      problem: this.#problem,
    });
    if (outcome === 'in part') this.#isBlind = true;
    // A store that has blobs has manifests: these are away for a moment.
    if (outcome === 'absent' && part === 'ac' && (await this.#store.stat('cas'))) {
      this.#isBlind = true;
      this.#problem(unreadable(join(this.#store.path, part), 'ENOENT'));
    }
  }

  async #manifest(part: 'ac' | 'variants', {name, folder, inPlace}: Entry): Promise<void> {
    if (!inPlace) return;
    const key = name.slice(0, 64);
    const found = await look(
      join(folder.path, name),
      (problem) => {
        this.#isBlind = true;
        this.#problem(problem);
      },
      () => readManifest(folder.at(name), key),
    );
    const isNeeded = this.#needed.has(key);
    const mayGo = found && !isNeeded && !('damaged' in found);
    if (mayGo && (await this.#sweep.remove(folder, name))) {
      if (part === 'ac')
        this.#results.push('manifest' in found ? price(found.manifest) : unpriced(key));
      return;
    }
    if (part === 'ac') this.#kept++;
    if (!found) return;
    if ('manifest' in found) {
      const kept = Object.entries(found.manifest.outputs).filter(([, output]) =>
        this.#keep(output),
      );
      const files = filesOf({outputs: Object.fromEntries(kept)});
      for (const {sha256, bytes} of files) this.#named.set(sha256, bytes);
    } else if (isNeeded || !('damaged' in found)) {
      for (const hash of found.hashes) this.#named.set(hash, this.#named.get(hash) ?? 0);
    }
  }

  async #blobs(): Promise<void> {
    await visitPart(this.#store, 'cas', {
      entry: async ({name, folder, inPlace}) => {
        if (inPlace && !this.#named.has(name)) await this.#sweep.remove(folder, name);
      },
      problem: this.#problem,
    });
  }
}

/** A manifest; or of one that this version cannot read the hashes in it, which may be those of blobs. */
type Found =
  | {readonly manifest: Manifest}
  /** For the runs and for fsck to set aside. */
  | {readonly hashes: ReadonlySet<string>; readonly damaged: true}
  /** Of another version of the program. */
  | {readonly hashes: ReadonlySet<string>};

/** Undefined when it has gone meanwhile. */
async function readManifest(at: string, key: string): Promise<Found | undefined> {
  const text = (await readRegular(at, MAX_MANIFEST_BYTES))?.toString();
  if (text === undefined) return undefined;
  try {
    return {manifest: parseManifest(text, key)};
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const hashes = hashesIn(text);
    return isOtherFormat(error) ? {hashes} : {hashes, damaged: true};
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

const unpriced = (key: string): DeadResult => ({key, node: key, bytes: 0, seconds: undefined});

function noRoots(root: string): StoreError {
  return new StoreError({
    code: 'STORE_NO_ROOTS',
    message: 'No clone has told this store what it needs, so everything would be removed.',
    received: root,
    next: 'Run the pipeline once with this store, or remove the folder yourself.',
  });
}
