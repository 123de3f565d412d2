import {hostname} from 'node:os';
import {lstat, readFile, utimes} from 'node:fs/promises';
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
    const stats = await lstat(path).catch(() => undefined);
    if (stats === undefined || (await hasLocalHolderDied(path))) return true;
    const seen = this.#watched.get(path);
    if (seen?.beat === stats.mtimeMs) return this.#now() - seen.since > SILENCE;
    this.#watched.set(path, {beat: stats.mtimeMs, since: this.#now()});
    return false;
  }
}

/** Of a holder on this machine we know at once whether it lives. */
async function hasLocalHolderDied(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const holder = Holder.safeParse(parseJson(text));
  if (!holder.success || holder.data.host !== hostname()) return false;
  try {
    process.kill(holder.data.pid, 0);
    return false;
  } catch (error) {
    return systemCode(error) === 'ESRCH';
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
