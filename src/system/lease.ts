import {randomUUID} from 'node:crypto';
import {constants} from 'node:fs';
import {open, rename, rm} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {z} from 'zod';
import type {Access} from './access.ts';
import {temporaryName} from './atomic-file.ts';
import {NotReadable} from './regular-file.ts';
import {hasDied, ProcessIdentity, thisProcess} from './process-identity.ts';
import {serverTime} from './server-time.ts';
import {ignoreAbsent, systemCode} from './system-error.ts';

/** The right to do something while others leave it alone. */
export interface Lease {
  release(): Promise<void>;
}

/** How often a holder shows that it is alive [ms], and how long silence means that it is not. */
const BEAT = 10_000;
const SILENCE = 60_000;

/** The time of the file server is asked for at most so often [ms]. */
const FRESH = 1000;

const Holder = ProcessIdentity.extend({token: z.string()});
const MAX_BYTES = 1000;

/**
 * Leases: who works on what. A lease is a file made exclusively, which its holder writes again and again. The age
 * of the last write is judged by the clock of the file server alone, which stamps the files of all. When two break
 * the same dead lease at once both may work: that costs time, and nothing else.
 */
export class LeaseBook {
  readonly #access: Access;
  readonly #clock: () => number;
  /** Path → what stands in the file as long as it is ours. */
  readonly #held = new Map<string, string>();
  /** By folder: the time of its file server, and when it was that, by our own clock. */
  readonly #times = new Map<string, {server: number; own: number}>();
  #heart: NodeJS.Timeout | undefined;

  /** @param clock time since any moment, which runs evenly [ms] */
  constructor(access: Access, clock: () => number = () => performance.now()) {
    this.#access = access;
    this.#clock = clock;
  }

  /** Takes the lease `path`, whose folder must be there; undefined while another holder is alive. */
  async acquire(path: string): Promise<Lease | undefined> {
    const text = JSON.stringify({...thisProcess(), token: randomUUID()});
    if (!(await this.#create(path, text))) {
      if (!(await this.#isDead(path))) return undefined;
      await removeWhatever(path);
      if (!(await this.#create(path, text))) return undefined;
    }
    this.#held.set(path, text);
    this.#heart ??= setInterval(() => void this.#beat(), BEAT).unref();
    return {release: () => this.#release(path, text)};
  }

  async #create(path: string, text: string): Promise<boolean> {
    try {
      await this.#access.create(path, text, 0o664);
      return true;
    } catch (error) {
      if (systemCode(error) === 'EEXIST') return false;
      throw error;
    }
  }

  async #release(path: string, text: string): Promise<void> {
    this.#drop(path, text);
    try {
      if (String(await this.#access.content(path, MAX_BYTES)) !== text) return;
      await this.#access.remove(path);
    } catch {
      // A lease that stays behind is broken by the next who wants it.
    }
  }

  #drop(path: string, text: string): void {
    if (this.#held.get(path) === text) this.#held.delete(path);
    if (this.#held.size > 0) return;
    clearInterval(this.#heart);
    this.#heart = undefined;
  }

  async #beat(): Promise<void> {
    const beats = [...this.#held].map(async ([path, text]) => {
      // A beat that fails looks like silence to others, who may then do our work as well.
      const isOurs = await rewrite(path, text).catch(
        (error: unknown) => systemCode(error) !== 'ENOENT',
      );
      if (!isOurs) this.#drop(path, text);
    });
    await Promise.all(beats);
  }

  async #isDead(path: string): Promise<boolean> {
    // It is opened first: then an NFS client asks the server for the time stamp as well.
    const holder = await this.#holder(path);
    const stats = await this.#access.stat(path);
    if (stats === undefined || (holder && hasDied(holder))) return true;
    // The server's clock stamps no beat with a time to come.
    return Math.abs((await this.#serverTime(dirname(path))) - stats.mtimeMs) > SILENCE;
  }

  async #holder(path: string): Promise<ProcessIdentity | undefined> {
    try {
      return Holder.parse(JSON.parse(String(await this.#access.content(path, MAX_BYTES))));
    } catch (error) {
      // It is being written, or gone, or nothing of ours: then only its time stamp counts.
      const isGarbage = error instanceof z.ZodError || error instanceof SyntaxError;
      if (isGarbage || error instanceof NotReadable || systemCode(error) === 'EACCES')
        return undefined;
      throw error;
    }
  }

  async #serverTime(folder: string): Promise<number> {
    const own = this.#clock();
    const known = this.#times.get(folder);
    if (known && own - known.own < FRESH) return known.server + own - known.own;
    const server = await serverTime(folder, this.#access);
    this.#times.set(folder, {server, own});
    return server;
  }
}

/** Writes `text` where it stands already, so that the file server stamps the file anew; false when it does not. */
async function rewrite(path: string, text: string): Promise<boolean> {
  const flags = constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const handle = await open(path, flags);
  try {
    const {buffer, bytesRead} = await handle.read(Buffer.alloc(MAX_BYTES), 0, MAX_BYTES, 0);
    if (buffer.toString('utf8', 0, bytesRead) !== text) return false;
    await handle.write(text, 0);
    return true;
  } finally {
    await handle.close();
  }
}

/** Removes what stands there, a folder too; who is killed in between leaves a name that the gc knows. */
async function removeWhatever(path: string): Promise<void> {
  const aside = join(dirname(path), temporaryName());
  await rename(path, aside).catch(ignoreAbsent);
  await rm(aside, {recursive: true, force: true});
}
