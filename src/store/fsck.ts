import {join} from 'node:path';
import {patientAccess} from '../system/access.ts';
import {RealFolder} from '../system/real-folder.ts';
import {look, visitPart, type Entry, type Part} from './contents.ts';
import {absentStore, misplaced, strayFile, type StoreNotice} from './errors.ts';
import {isHole} from './files.ts';
import {FolderTier} from './folder-tier.ts';
import {filesOf} from './manifest.ts';
import {setAside} from './quarantine.ts';
import type {FileRecord} from './types.ts';

export interface FsckReport {
  readonly blobs: number;
  readonly bytes: number;
  /** Sound ones, whether or not their outputs are here. */
  readonly manifests: number;
  /** Those of which some output is not: known results that were never fetched, or whose weights were dropped. */
  readonly incomplete: number;
  /** All that was wrong; each was set aside, where it can be. */
  readonly problems: readonly StoreNotice[];
}

/** How far a check has come. */
export type FsckProgress = (blobs: number, bytes: number) => void;

/**
 * Reads a whole store: every byte of every blob, and every manifest with what it names. Results of other versions
 * of the program are left alone.
 *
 * @throws StoreError `STORE_ABSENT`: an empty store is sound, a name that was mistyped is not.
 */
export async function checkStore(root: string, progress?: FsckProgress): Promise<FsckReport> {
  const report = await RealFolder.within(root, (store) => new Check(store).run(progress));
  if (report === undefined) throw absentStore(root);
  return report;
}

/** Folders of a store besides those of its parts; a link in the place of one is reported. */
const OTHER_FOLDERS = ['unfinished', 'quarantine', 'leases', 'roots'];

class Check {
  readonly #store: RealFolder;
  readonly #problems: StoreNotice[] = [];
  readonly #tier: FolderTier;
  #blobs = 0;
  #bytes = 0;
  #manifests = 0;
  #incomplete = 0;
  /** By the path of each manifest: what it names. */
  readonly #named = new Map<string, readonly FileRecord[]>();
  /** The largest size [bytes] by which a blob is named. */
  readonly #sizes = new Map<string, number>();

  constructor(store: RealFolder) {
    this.#store = store;
    this.#tier = new FolderTier({
      root: store.path,
      access: patientAccess,
      notice: this.#problem,
    });
  }

  readonly #problem = (problem: StoreNotice): void => void this.#problems.push(problem);

  async run(progress: FsckProgress = () => undefined): Promise<FsckReport> {
    for (const name of OTHER_FOLDERS) await this.#folder(name);
    // They tell how large the blobs are.
    await this.#visit('ac', (entry) => this.#manifest(entry));
    await this.#visit('cas', async (entry) => {
      await this.#blob(entry);
      progress(this.#blobs, this.#bytes);
    });
    // After the blobs, so that a manifest whose blob was damaged is found incomplete.
    for (const [path, files] of this.#named) {
      await look(path, this.#problem, () => this.#count(files));
    }
    await this.#visit('variants', async ({inPlace, folder, name}) => {
      if (!inPlace) await this.#stray(folder, name);
    });
    const [manifests, incomplete] = [this.#manifests, this.#incomplete];
    return {
      blobs: this.#blobs,
      bytes: this.#bytes,
      manifests,
      incomplete,
      problems: this.#problems,
    };
  }

  async #folder(name: string): Promise<void> {
    await look(join(this.#store.path, name), this.#problem, () =>
      this.#store.inner(name, () => Promise.resolve()),
    );
  }

  async #visit(part: Part, entry: (entry: Entry) => Promise<void>): Promise<void> {
    await visitPart(this.#store, part, {
      entry: async (each) => {
        await look(join(each.folder.path, each.name), this.#problem, () => entry(each));
      },
      misplaced: async (folder, name, reason) => {
        const path = join(folder.path, name);
        await setAside(this.#store.path, path);
        this.#problem(misplaced(path, reason));
      },
      problem: this.#problem,
    });
  }

  async #blob({name, folder, inPlace}: Entry): Promise<void> {
    if (!inPlace) return this.#stray(folder, name);
    const stats = await folder.stat(name);
    if (stats === undefined) return;
    const {size} = stats;
    const named = this.#sizes.get(name) ?? size;
    const bytes = isHole(stats, named) ? named : size;
    if (!(await this.#tier.verified({path: '', sha256: name, bytes}))) return;
    this.#blobs++;
    this.#bytes += size;
  }

  async #manifest({name, folder, inPlace}: Entry): Promise<void> {
    if (!inPlace) return this.#stray(folder, name);
    const manifest = await this.#tier.manifest(name);
    if (!manifest) return;
    const files = filesOf(manifest);
    this.#named.set(join(folder.path, name), files);
    for (const {sha256, bytes} of files) {
      this.#sizes.set(sha256, Math.max(bytes, this.#sizes.get(sha256) ?? 0));
    }
  }

  async #count(files: readonly FileRecord[]): Promise<void> {
    this.#manifests++;
    if (!(await this.#tier.hasAll(files))) this.#incomplete++;
  }

  async #stray(folder: RealFolder, name: string): Promise<void> {
    const path = join(folder.path, name);
    await setAside(this.#store.path, path);
    this.#problem(strayFile(path));
  }
}
