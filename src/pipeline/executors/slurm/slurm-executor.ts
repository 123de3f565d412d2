import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Store} from '../../../store/types.ts';
import {patientAccess} from '../../../system/access.ts';
import {LeaseBook, type Lease} from '../../../system/lease.ts';
import type {WarningCode} from '../../events.ts';
import {stopped, type Failure} from '../../failure.ts';
import type {AttemptResult, CellExecutor, CellHooks} from '../executor.ts';
import type {CellOrder} from '../order.ts';
import {adopt} from './adopt.ts';
import {SlurmError, type Limits, type Slurm} from './commands.ts';
import {ElementWatch} from './element-watch.ts';
import {byName, Outstanding, type States} from './outstanding.ts';
import {Request} from './request.ts';
import type {SlurmSettings} from './settings.ts';
import {removeOldArrays, type ElementSetting} from './spool.ts';
import {Submitter, type Submissions} from './submitter.ts';

export interface SlurmExecutorOptions {
  readonly slurm: Slurm;
  readonly settings: SlurmSettings;
  /** A folder of this clone that every node sees. */
  readonly spool: string;
  readonly store: Pick<Store, 'find' | 'share'>;
  readonly setting: () => Promise<ElementSetting>;
  /** The bundle of the program of an element. */
  readonly program: () => Promise<string>;
  /** What runs it. */
  readonly node: string;
  /** The time [ms since 1970]. */
  readonly clock: () => number;
  readonly warn: (code: WarningCode, message: string) => void;
  /** Whether a run that is told to stop leaves what it has submitted to the next. */
  readonly leaves: () => boolean;
  /** How long who stops a run may think better of it, before jobs are cancelled [s]. */
  readonly secondThoughtSeconds: number;
}

/** Cells are gathered until none has come for so long, and at most for so long [ms]. */
const QUIET = 500;
const PATIENCE = 5000;
/** What elements say is read so often [ms], and less often where there are many: so long for each. */
const LISTEN = 1000;
const LISTEN_EACH = 5;
const TICK = 100;
/** After a refusal of the site, the controller's silence, a missed element. */
const HOLD_POLLS = 2;
/** How often nothing at all may be taken before it counts as refused. */
const mostRefusals = 3;

/**
 * Sends cells to Slurm as elements of arrays, and follows them by what they say in their folder and by what the
 * scheduler says of all, asked for at once. What it has submitted stands in the spool, so that a run that is killed is
 * followed by one that goes on with its jobs.
 */
export class SlurmExecutor implements CellExecutor {
  readonly #options: SlurmExecutorOptions;
  #opened: Promise<void> | undefined;
  #lease: Lease | undefined;
  #submitter: Submitter | undefined;
  #limits: Limits = {arraySize: 1000, accounting: false};
  readonly #out = new Outstanding();
  readonly #waiting: Request[] = [];
  #lastAsked = 0;
  #firstAsked = 0;
  #listenAt = 0;
  #pollAt = 0;
  #submitAt = 0;
  #refusals = 0;
  #isAway = false;
  #closed = false;
  #working: Promise<void> = Promise.resolve();

  constructor(options: SlurmExecutorOptions) {
    this.#options = options;
  }

  async attempt(order: CellOrder, attempt: string, hooks: CellHooks): Promise<AttemptResult> {
    await (this.#opened ??= this.#open());
    // What was made before by this machine alone is read on another.
    await this.#options.store.share(order.reads);
    if (this.#closed) return {type: 'failed', failure: stopped};
    const request = new Request(order, attempt, hooks);
    if (!this.#out.attach(request)) this.#gather([request]);
    return request.ended;
  }

  async stop(): Promise<void> {
    const {leaves, secondThoughtSeconds} = this.#options;
    if (this.#out.size > 0 && !leaves()) {
      await sleep(1000 * secondThoughtSeconds);
      await this.#cancel();
    }
    this.#end();
  }

  async close(): Promise<void> {
    this.#end();
    await this.#opened?.catch(() => undefined);
    await this.#working;
    const {spool, clock} = this.#options;
    await removeOldArrays(spool, clock());
    await this.#lease?.release();
    this.#lease = undefined;
  }

  async #open(): Promise<void> {
    const {spool, store, settings, slurm, setting, program, node, warn} = this.#options;
    await mkdir(spool, {recursive: true});
    await this.#takeLease();
    const queue = await this.#patiently(() => slurm.queue());
    const limits = await this.#patiently(() => slurm.limits());
    if (!queue || !limits) return;
    this.#limits = limits;
    for (const watch of await adopt(spool, queue, store)) this.#out.adopt(watch);
    this.#submitter = new Submitter({
      slurm,
      settings,
      spool,
      setting: await setting(),
      program: await program(),
      node,
      limits,
    });
    this.#working = this.#work().catch((error: unknown) => {
      warn('SCHEDULER_AWAY', error instanceof Error ? error.message : String(error));
      this.#end();
    });
  }

  /** One run submits from here at a time: what another has in its queue must not be taken for what was left. */
  async #takeLease(): Promise<void> {
    const {spool, warn} = this.#options;
    const book = new LeaseBook(patientAccess);
    const file = path.join(spool, 'driver');
    this.#lease = await book.acquire(file);
    if (!this.#lease)
      warn('OTHER_DRIVER', 'another run submits jobs from here; waiting for its end');
    while (!this.#lease && !this.#closed) {
      await sleep(500);
      this.#lease = await book.acquire(file);
    }
  }

  /** Asks again while nobody answers; undefined when told to stop meanwhile. */
  async #patiently<T>(ask: () => Promise<T>): Promise<T | undefined> {
    while (!this.#closed) {
      try {
        const answer = await ask();
        this.#isAway = false;
        return answer;
      } catch (error) {
        if (!this.#tellAway(error)) throw error;
        await sleep(1000 * this.#options.settings.pollSeconds);
      }
    }
    return undefined;
  }

  /** Whether the controller does not answer, which is said once. */
  #tellAway(error: unknown): boolean {
    if (!(error instanceof SlurmError) || error.code !== 'SLURM_AWAY') return false;
    const {message, received} = error;
    if (!this.#isAway)
      this.#options.warn('SCHEDULER_AWAY', `${message} (${received}); waiting for it`);
    this.#isAway = true;
    return true;
  }

  #gather(requests: readonly Request[]): void {
    const now = performance.now();
    if (this.#waiting.length === 0) this.#firstAsked = now;
    this.#waiting.push(...requests);
    this.#lastAsked = now;
  }

  async #work(): Promise<void> {
    while (!this.#closed) {
      const now = performance.now();
      if (now >= this.#listenAt) await this.#listen();
      if (now >= this.#pollAt) await this.#poll();
      const isQuiet = now - this.#lastAsked > QUIET || now - this.#firstAsked > PATIENCE;
      if (this.#waiting.length > 0 && isQuiet && now >= this.#submitAt) await this.#submit();
      await sleep(TICK);
    }
  }

  async #submit(): Promise<void> {
    const {settings} = this.#options;
    const room = settings.mostElements - this.#out.size;
    if (!this.#submitter || room <= 0 || this.#submitter.isUnclear) return;
    const waiting = this.#waiting.splice(0);
    const submissions = await this.#submitter.submit(waiting, room);
    this.#take(submissions);
    if (submissions.error) this.#refused(submissions.error);
    else this.#refusals = 0;
  }

  #take({submitted, left}: Submissions): void {
    const {store} = this.#options;
    for (const {folder, job, elements} of submitted) {
      for (const [index, requests] of elements.entries()) {
        const sent = requests.map((request) => ({
          key: request.order.key,
          raise: request.raise,
          request,
        }));
        const watch = new ElementWatch({folder, job, index}, sent, store);
        this.#out.add(watch);
        for (const {hooks} of requests) hooks.onQueued(watch.name);
      }
    }
    this.#waiting.push(...left);
  }

  /** What may be taken later waits; what never will be has failed. */
  #refused(error: SlurmError): void {
    const {settings, warn} = this.#options;
    this.#submitAt = performance.now() + 1000 * HOLD_POLLS * settings.pollSeconds;
    if (this.#tellAway(error)) return;
    const isLimit = error.code === 'SLURM_LIMIT';
    if (isLimit && (this.#out.size > 0 || ++this.#refusals <= mostRefusals)) {
      warn('SUBMISSION_HELD', `${error.message} (${error.received}); the rest waits`);
      return;
    }
    for (const request of this.#waiting.splice(0))
      request.settle({type: 'failed', failure: refused(error)});
  }

  async #listen(): Promise<void> {
    const {again, heard} = await this.#out.listen();
    if (again.length > 0) this.#gather(again);
    this.#listenAt = performance.now() + Math.max(LISTEN, LISTEN_EACH * heard);
  }

  async #poll(): Promise<void> {
    const {slurm, settings} = this.#options;
    this.#pollAt = performance.now() + 1000 * settings.pollSeconds;
    if (this.#out.size === 0 && !this.#submitter?.isUnclear) return;
    try {
      const queue = await slurm.queue();
      this.#isAway = false;
      if (this.#submitter?.isUnclear) this.#take(this.#submitter.settle(queue));
      await this.#judge(byName(queue));
    } catch (error) {
      if (!this.#tellAway(error)) throw error;
    }
  }

  /** Of elements that the queue does not know any more, accounting may. */
  async #judge(queue: States): Promise<void> {
    const {slurm, warn} = this.#options;
    const lost = this.#out.lost(queue);
    const jobs = [...new Set(lost.map(({job}) => job))];
    const asks = jobs.length > 0 && this.#limits.accounting;
    const states = new Map([...queue, ...byName(asks ? await slurm.history(jobs) : [])]);
    const again = await this.#out.judge(states, lost, (job, reason) =>
      warn(
        'JOB_HELD',
        `job ${job} waits for what may never come (${reason}): see \`scontrol show job ${job}\``,
      ),
    );
    if (again.length > 0) this.#gather(again);
  }

  async #cancel(): Promise<void> {
    await this.#options.slurm.cancel(this.#out.jobs).catch((error: unknown) => {
      if (!this.#tellAway(error)) throw error;
    });
    this.#out.abandon();
  }

  /** Whoever waits is told that it is over. */
  #end(): void {
    this.#closed = true;
    for (const request of [...this.#out.requests, ...this.#waiting.splice(0)])
      request.settle({type: 'failed', failure: stopped});
  }
}

const refused = ({message, received, next}: SlurmError): Failure => ({
  code: 'JOB_REFUSED',
  message: `${message}: ${received}`,
  received,
  transient: false,
  next,
});
