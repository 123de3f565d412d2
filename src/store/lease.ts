import {hostname} from 'node:os';
import {utimes} from 'node:fs/promises';
import {z} from 'zod';
import type {Access} from './access.ts';
import {systemCode} from './errors.ts';
import {ensureFolder} from './files.ts';
import {leasePath} from './layout.ts';
import {dirname} from 'node:path';
import type {Lease} from './types.ts';

/** How often a holder shows that it is alive [ms], and how long silence means that it is not. */
const BEAT = 10_000;
const SILENCE = 60_000;

const Holder = z.object({host: z.string(), pid: z.int()});
type Holder = z.infer<typeof Holder>;
const MAX_BYTES = 1000;

/**
 * Leases in a folder: who works on what. A lease is a file made exclusively, whose time stamp its
 * holder renews. Others judge by watching the stamp with their own clock, so clocks need not agree.
 * When two break the same dead lease at once both may work: that costs time, and nothing else.
 */
export class LeaseBook {
  readonly #root: string;
  readonly #access: Access;
  readonly #now: () => number;
  readonly #held = new Set<string>();
  /** The last beat seen of leases that others hold, and when it was first seen. */
  readonly #watched = new Map<string, {beat: number; since: number}>();
  #heart: NodeJS.Timeout | undefined;

  constructor(root: string, access: Access, now: () => number) {
    this.#root = root;
    this.#access = access;
    this.#now = now;
  }

  async acquire(key: string): Promise<Lease | undefined> {
    const path = leasePath(this.#root, key);
    if (!(await this.#create(path))) {
      if (!(await this.#isDead(path))) return undefined;
      await this.#access.remove(path);
      if (!(await this.#create(path))) return undefined;
    }
    this.#watched.delete(path);
    this.#held.add(path);
    this.#heart ??= setInterval(() => void this.#beat(), BEAT).unref();
    return {release: () => this.#release(path)};
  }

  async #create(path: string): Promise<boolean> {
    const holder = JSON.stringify({host: hostname(), pid: process.pid});
    try {
      await this.#access.create(path, holder, 0o664);
      return true;
    } catch (error) {
      if (systemCode(error) === 'EEXIST') return false;
      if (systemCode(error) !== 'ENOENT') throw error;
      await ensureFolder(this.#root, dirname(path));
      return this.#create(path);
    }
  }

  async #release(path: string): Promise<void> {
    this.#held.delete(path);
    if (this.#held.size === 0) {
      clearInterval(this.#heart);
      this.#heart = undefined;
    }
    try {
      await this.#access.remove(path);
    } catch {
      // A lease that stays behind is broken by the next who wants it.
    }
  }

  async #beat(): Promise<void> {
    const now = new Date(this.#now());
    // A beat that fails looks like silence to others, who may then do our work as well.
    await Promise.all([...this.#held].map((path) => utimes(path, now, now).catch(() => undefined)));
  }

  async #isDead(path: string): Promise<boolean> {
    // It is opened first: then an NFS client asks the server for the time stamp as well.
    const holder = await this.#holder(path);
    const stats = await this.#access.stat(path);
    if (stats === undefined || (holder && hasDiedHere(holder))) return true;
    const seen = this.#watched.get(path);
    if (seen?.beat === stats.mtimeMs) return this.#now() - seen.since > SILENCE;
    this.#watched.set(path, {beat: stats.mtimeMs, since: this.#now()});
    return false;
  }

  async #holder(path: string): Promise<Holder | undefined> {
    try {
      const text = await this.#access.content(path, MAX_BYTES);
      return Holder.parse(JSON.parse(String(text)));
    } catch {
      // It is being written, or gone, or nothing of ours: then only its time stamp counts.
      return undefined;
    }
  }
}

/** Of a holder on this machine we know at once whether it lives. */
export function hasDiedHere({host, pid}: Holder): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return systemCode(error) === 'ESRCH';
  }
}
