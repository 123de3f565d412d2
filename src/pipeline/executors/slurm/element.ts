import {rm} from 'node:fs/promises';
import path from 'node:path';
import {openStore} from '../../../store/store.ts';
import type {StoreNotice} from '../../../store/errors.ts';
import type {Store} from '../../../store/types.ts';
import type {Json} from '../../../system/json.ts';
import {appendLine} from '../../../system/regular-file.ts';
import {CellRunner} from '../../run/cell.ts';
import {withSamePackages} from '../../run/same-packages.ts';
import {makeScratch, type Scratch} from '../../run/scratch.ts';
import type {AttemptResult, CellHooks} from '../executor.ts';
import {WorkerPool} from '../worker-pool.ts';
import type {Said} from './said.ts';
import {ArrayFolder, type Assignment, type ElementSetting} from './spool.ts';
import type {Failure} from '../../failure.ts';
import {FolderTier} from '../../../store/folder-tier.ts';
import {patientAccess} from '../../../system/access.ts';

export interface ElementOptions {
  readonly array: string;
  readonly index: number;
  /** A folder of this element alone, on this node; removed at the end. */
  readonly temporary: string;
  /** What this node says of itself to workers. */
  readonly environment: Readonly<Record<string, string>>;
  /** Facts of this node for manifests, its `host` among them. */
  readonly facts: Readonly<Record<string, Json>> & {readonly host: string};
  readonly clock: () => number;
  readonly notice: (notice: StoreNotice) => void;
  /** Aborted when the job is told to end. */
  readonly signal: AbortSignal;
}

/** Bodies that are told to stop have so long [s]; Slurm itself waits for half a minute (`KillWait`). */
const GRACE = 20;

/** Whether another has done a cell, or has died, is looked at so often [ms]. */
const LOOK = 2000;

/** Progress is told at most so often [ms]. */
const PROGRESS = 5000;

/**
 * Carries out the cells of one element, one after the other, and says how it goes in its file. What is published
 * already, by this element before it was requeued say, is not done again. It needs nobody but the store.
 */
export async function runElement(options: ElementOptions): Promise<void> {
  const {array, index, temporary, clock, notice} = options;
  const folder = new ArrayFolder(path.dirname(array), path.basename(array));
  const {setting} = await folder.record();
  const assignments = await folder.assignments(index);
  const store = await openStore({
    folder: temporary,
    shared: setting.sharedStore,
    now: clock,
    notice,
  });
  const say = (said: Said): void => appendLine(folder.sayings(index), JSON.stringify(said));
  const element = new Element({...options, setting, store, say, assignments});
  try {
    await element.run(assignments);
  } finally {
    await element.close();
    await rm(temporary, {recursive: true, force: true});
  }
}

interface ElementParts extends ElementOptions {
  readonly setting: ElementSetting;
  readonly store: Store;
  readonly say: (said: Said) => void;
  readonly assignments: readonly Assignment[];
}

class Element {
  readonly #parts: ElementParts;
  readonly #runner: CellRunner;
  readonly #close: () => Promise<void>;

  constructor(parts: ElementParts) {
    this.#parts = parts;
    const {setting, store, temporary, environment, signal, assignments} = parts;
    const {worker, root, shield, resume} = setting;
    const pool = new WorkerPool({
      worker,
      cwd: root,
      environment: {...setting.environment, ...environment},
      ...(shield !== undefined && {shield}),
    });
    const code = new Map(assignments.map(({order}) => [order.code.bundle, order.code] as const));
    this.#runner = new CellRunner({
      store,
      storeFolder: temporary,
      executor: withSamePackages(pool, root, code),
      scratch: (key, attempt) => sharedScratch(temporary, resume, key, attempt),
    });
    this.#close = () => pool.close();
    signal.addEventListener('abort', () => void pool.stop(GRACE), {once: true});
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** What another is at is put off, and waited for at the end. */
  async run(assignments: readonly Assignment[]): Promise<void> {
    const {signal} = this.#parts;
    let open = assignments;
    while (open.length > 0 && !signal.aborted) {
      const busy: Assignment[] = [];
      for (const one of open) if (!(await this.#one(one))) busy.push(one);
      open = busy;
      if (open.length > 0) await new Promise((resolve) => setTimeout(resolve, LOOK));
    }
  }

  /** Whether it came to an end: another may be at it. */
  async #one(assignment: Assignment): Promise<boolean> {
    const {store, say, signal} = this.#parts;
    const {key} = assignment.order;
    if (signal.aborted) return true;
    if (await store.find(key)) {
      say({type: 'finished', key});
      return true;
    }
    const lease = await store.lease(key);
    if (!lease) return false;
    try {
      const found = await store.find(key);
      if (found) say({type: 'finished', key});
      else await this.#attempt(assignment);
      return true;
    } finally {
      await lease.release();
    }
  }

  async #attempt({order, attempt, provenance}: Assignment): Promise<void> {
    const {clock, say, facts, signal} = this.#parts;
    const {key} = order;
    const start = clock();
    const seconds = () => (clock() - start) / 1000;
    const hooks: CellHooks = {
      ...this.#hooks(key),
      provenance: () => {
        const startedAt = new Date(start).toISOString();
        return {...provenance, ...facts, startedAt, seconds: seconds()};
      },
    };
    const result = await this.#runner.attempt(order, attempt, hooks);
    // Who is told to end says nothing of what it did not end: the scheduler tells why.
    if (result.type === 'failed' && signal.aborted) return;
    const failure =
      result.type === 'failed' ? result.failure : await this.#notShared(key, result.type);
    if (failure) say({type: 'failed', key, seconds: seconds(), failure});
    else if (result.type === 'lost') say({type: 'lost', key, upstream: result.upstream});
    else say({type: 'finished', key, seconds: seconds()});
  }

  /** A result that stands on this node alone is lost with it. */
  async #notShared(key: string, type: AttemptResult['type']): Promise<Failure | undefined> {
    const {setting, notice} = this.#parts;
    const tier = new FolderTier({root: setting.sharedStore, access: patientAccess, notice});
    const isThere = type !== 'finished' || (await tier.manifest(key).catch(() => undefined));
    return isThere ? undefined : notTaken(key);
  }

  #hooks(key: string): Omit<CellHooks, 'provenance'> {
    const {say, facts, clock} = this.#parts;
    let told = 0;
    return {
      onProgress: (done, total, unit) => {
        if (done < total && clock() - told < PROGRESS) return;
        told = clock();
        say({type: 'progress', key, done, total, unit});
      },
      onLog: (message) => say({type: 'log', key, message}),
      onQueued: () => undefined,
      onStarted: () => say({type: 'started', key, host: facts.host}),
      onAgain: () => undefined,
      isCurrent: () => true,
      timeoutSeconds: undefined,
    };
  }
}

/** What a cell resumes from stands where every node sees it; all else on this one. */
function sharedScratch(own: string, resume: string, key: string, attempt: string): Scratch {
  const scratch = makeScratch(own, key, attempt);
  const kept = path.join(resume, key);
  return {
    ...scratch,
    resume: kept,
    remove: async () => {
      await scratch.remove();
      await rm(kept, {recursive: true, force: true});
    },
  };
}

const notTaken = (key: string): Failure => ({
  code: 'STORE_FAILED',
  message: 'the shared store did not take the result',
  received: key,
  transient: true,
  next: 'See that the shared store is mounted on the nodes and has room, then run again.',
});
