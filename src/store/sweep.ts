import {isTemporary} from '../system/atomic-file.ts';
import {join} from 'node:path';
import type {RealFolder} from '../system/real-folder.ts';
import {look} from './contents.ts';
import type {StoreNotice} from './errors.ts';

export interface SweepOptions {
  /** The time by the clock of the store's file server [ms since 1970]. */
  readonly now: number;
  /** What is younger [ms] stays. */
  readonly grace: number;
  /** Nothing is removed, only counted. */
  readonly dryRun: boolean;
  readonly problem: (problem: StoreNotice) => void;
}

/** Removes what is old enough (or only says so), and counts. */
export class Sweep {
  readonly #dryRun: boolean;
  readonly #youngest: number;
  readonly #problem: (problem: StoreNotice) => void;
  #files = 0;
  #bytes = 0;

  constructor({now, grace, dryRun, problem}: SweepOptions) {
    this.#dryRun = dryRun;
    this.#youngest = now - grace;
    this.#problem = problem;
  }

  /** Whether it goes. Its age is looked at here, just before: a publisher may have renewed it. */
  async remove(folder: RealFolder, name: string): Promise<boolean> {
    const removed = await look(join(folder.path, name), this.#problem, async () => {
      const stats = await folder.stat(name);
      // The modification time is the seal; the change time tells when it was published or renewed.
      if (stats === undefined || stats.ctimeMs > this.#youngest) return false;
      if (!this.#dryRun) await folder.remove(name);
      this.#files++;
      this.#bytes += stats.size;
      return true;
    });
    return removed === true;
  }

  /** Removes what stands in one folder of the store and `goes`. */
  async clear(store: RealFolder, part: string, goes: (name: string) => boolean): Promise<void> {
    await look(join(store.path, part), this.#problem, () =>
      store.inner(part, async (folder) => {
        for (const name of await folder.names()) if (goes(name)) await this.remove(folder, name);
      }),
    );
  }

  /** What was counted since the last call. */
  take(): {files: number; bytes: number} {
    const counted = {files: this.#files, bytes: this.#bytes};
    this.#files = this.#bytes = 0;
    return counted;
  }
}

/** What runs that were killed left behind: files half written, leases that nobody renews; and what was set aside. */
export async function sweepLeftovers(store: RealFolder, sweep: Sweep): Promise<void> {
  for (const part of ['unfinished', 'quarantine', 'leases']) {
    await sweep.clear(store, part, () => true);
  }
  await sweep.clear(store, 'roots', isTemporary);
  for (const name of await store.names()) if (isTemporary(name)) await sweep.remove(store, name);
}
