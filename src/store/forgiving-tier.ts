import {StoreError, type StoreErrorCode, type StoreNotice} from './errors.ts';
import type {Needs} from './roots.ts';
import {CALLS_AT_ONCE, type Recorded, type Tier} from './tier.ts';
import type {FileRecord, Manifest} from './types.ts';
import {mapParallel, Turns} from '../system/parallel.ts';
import {systemCode, writeFailure} from '../system/system-error.ts';
import type {Lease} from '../system/lease.ts';

/** Longer than this [ms] is slow, and said; far longer is down. */
const SLOW = 5_000;
const HUNG = 60_000;
/** How long a tier that failed is left alone [ms]; one that hangs longer, since each attempt costs a minute. */
const REST = 60_000;
const LONG_REST = 10 * REST;

/** What a call may take [ms] for each byte (10 MB/s) and for each blob that it looks at, before it counts as slow. */
const FAIR_BYTE = 1e-4;
const FAIR_LOOK = 5;

type Words = Pick<StoreNotice, 'message' | 'next'>;
const downWords = (error: unknown, restMs: number) => ({
  message: `The shared store does not answer (${systemCode(error) ?? String(error)}); the run goes on without it.`,
  next: `Check that the folder exists and is mounted. It is tried again in ${restMs / 60_000} min.`,
});
const FULL_WORDS = {
  message: 'The shared store is full; results are kept in the local store only.',
  next: 'Free space there: --store DIR --gc --dry-run shows what nobody needs.',
};
const READ_ONLY_WORDS = {
  message: 'The shared store cannot be written; results are kept in the local store only.',
  next: 'To share them, ask for write access for your group.',
};
const SLOW_WORDS = {
  message: 'The shared store is slow; the run waits for it.',
  next: 'Run without --shared-store when it costs more than it saves.',
};

class Hung extends Error {
  override readonly name = 'Timeout';
}

type Access = 'read' | 'write';

/**
 * A tier that others share and that may be away, full, read-only or slow. Nothing here fails: what
 * the tier cannot do is undefined, the cause is said once, and the tier is left alone for a while.
 */
export class ForgivingTier {
  readonly #tier: Tier;
  readonly #where: string;
  readonly #now: () => number;
  readonly #notice: (notice: StoreNotice) => void;
  readonly #said = new Set<string>();
  readonly #restsUntil: Record<Access, number> = {read: 0, write: 0};
  readonly #turns = new Turns(CALLS_AT_ONCE);
  #asked = false;

  constructor(
    tier: Tier,
    where: string,
    {now, notice}: {now: () => number; notice: (notice: StoreNotice) => void},
  ) {
    this.#tier = tier;
    this.#where = where;
    this.#now = now;
    this.#notice = notice;
  }

  manifest(key: string): Promise<Manifest | undefined> {
    return this.#try('read', () => this.#tier.manifest(key));
  }

  async hasAll(files: readonly FileRecord[]): Promise<boolean> {
    const fair = files.length * FAIR_LOOK;
    return (await this.#try('read', () => this.#tier.hasAll(files), fair)) ?? false;
  }

  /** Writes the blob to `target`; false when the tier cannot give it. */
  async get(file: FileRecord, target: string): Promise<boolean> {
    return (
      (await this.#try('read', () => this.#tier.get(file, target), file.bytes * FAIR_BYTE)) ?? false
    );
  }

  /** Undefined when the tier did not take it. */
  async publish(
    manifest: Manifest,
    blobs: readonly (readonly [FileRecord, string])[],
  ): Promise<Recorded | undefined> {
    const bytes = blobs.reduce((sum, [file]) => sum + file.bytes, 0);
    return this.#try(
      'write',
      async () => {
        await mapParallel(blobs, CALLS_AT_ONCE, ([file, path]) => this.#tier.put(file, path));
        return this.#tier.putManifest(manifest);
      },
      bytes * FAIR_BYTE,
    );
  }

  /** `absent` when the tier cannot keep leases now. */
  async lease(key: string): Promise<Lease | undefined | 'absent'> {
    const answer = await this.#try('write', async () => ({lease: await this.#tier.lease(key)}));
    const {lease} = answer ?? {};
    if (lease) return {release: () => this.#release(lease)};
    return answer ? undefined : 'absent';
  }

  /** Even while the tier rests: others wait for a lease as long as it is renewed. */
  async #release(lease: Lease): Promise<void> {
    try {
      await this.#timed(() => lease.release(), 0);
    } catch (error) {
      this.#giveRest('write', error);
    }
  }

  async forget(key: string): Promise<void> {
    await this.#try('write', () => this.#tier.forget(key));
  }

  /** Undefined also while the tier is away. */
  identity(): Promise<string | undefined> {
    return this.#try('read', () => this.#tier.identity());
  }

  /** A clone that asked for nothing here has all that it needs, and nothing need be kept for it. */
  async register(needs: Needs): Promise<void> {
    if (this.#asked) await this.#try('write', () => this.#tier.register(needs));
  }

  async #try<T>(access: Access, operation: () => Promise<T>, fair = 0): Promise<T | undefined> {
    this.#asked = true;
    return this.#turns.take(async () => {
      try {
        if (this.#now() < this.#restsUntil[access]) return undefined;
        return await this.#timed(operation, fair);
      } catch (error) {
        // Reading fills the local disk only; that is for the caller to tell.
        if (access === 'read' && writeFailure(error) === 'full') throw error;
        this.#giveRest(access, error);
        return undefined;
      }
    });
  }

  async #timed<T>(operation: () => Promise<T>, fair: number): Promise<T> {
    const started = this.#now();
    let timer: NodeJS.Timeout | undefined;
    const hung = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Hung()), HUNG + 10 * fair);
    });
    try {
      const result = await Promise.race([operation(), hung]);
      if (this.#now() - started > SLOW + fair) this.#say('STORE_SHARED_SLOW', SLOW_WORDS);
      return result;
    } finally {
      clearTimeout(timer);
    }
  }

  #giveRest(access: Access, error: unknown): void {
    if (error instanceof StoreError) {
      this.#sayOnce(`${error.code} ${error.received}`, error);
      return;
    }
    const hung = error instanceof Hung;
    if (hung) this.#tier.giveUp();
    const rest = hung ? LONG_REST : REST;
    const until = this.#now() + rest;
    const failure = access === 'write' ? writeFailure(error) : 'other';
    this.#restsUntil.write = until;
    switch (failure) {
      case 'full':
        this.#say('STORE_SHARED_FULL', FULL_WORDS);
        break;
      case 'not writable':
        this.#say('STORE_SHARED_READ_ONLY', READ_ONLY_WORDS);
        break;
      case 'other':
        this.#restsUntil.read = until;
        this.#say('STORE_SHARED_DOWN', downWords(error, rest));
    }
  }

  #say(code: StoreErrorCode, words: Words): void {
    this.#sayOnce(code, {code, received: this.#where, ...words});
  }

  #sayOnce(what: string, notice: StoreNotice): void {
    if (this.#said.has(what)) return;
    this.#said.add(what);
    this.#notice(notice);
  }
}
