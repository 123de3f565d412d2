import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Manifest, Store} from '../../store/types.ts';
import type {Happening} from '../events.ts';
import type {CellExecutor, CellHooks} from '../executors/executor.ts';
import type {Failure} from '../failure.ts';
import type {PipelineNode} from '../node.ts';
import type {Planner} from '../plan.ts';
import type {Reason} from '../reasons.ts';
import {CellLog} from './cell-log.ts';
import type {CellRunner} from './cell.ts';
import {isCurrent, orderOf, type Cell} from './order-of.ts';
import type {Json} from '../../system/json.ts';
import {sha256} from '../../system/hash.ts';

/** How the work on one cell ended. */
export type WorkResult =
  | {
      readonly type: 'finished';
      readonly manifest: Manifest;
      readonly seconds: number;
      readonly attempts: number;
      /** What carried it out, where that was not this process. */
      readonly job?: string;
    }
  /** Another run published it in the meantime. */
  | {readonly type: 'found'; readonly manifest: Manifest}
  /** Another run is at it. */
  | {readonly type: 'busy'}
  | {readonly type: 'lost'; readonly upstream: string}
  | {readonly type: 'changed'}
  | {
      readonly type: 'failed';
      readonly failure: Failure;
      readonly seconds: number;
      readonly attempts: number;
      readonly log: string | undefined;
      readonly job?: string;
    };

export interface WorkOptions {
  readonly run: string;
  readonly store: Store;
  readonly storeFolder: string;
  readonly planner: Planner;
  /** Carries cells out here. */
  readonly runner: CellRunner;
  /** Carries them out elsewhere, instead, and takes their leases itself. */
  readonly cells?: CellExecutor | undefined;
  readonly facts: Readonly<Record<string, Json>>;
  readonly clock: () => number;
  readonly emit: (happening: Happening) => void;
  readonly expected: (node: PipelineNode) => number;
  readonly retry: {readonly times: number; readonly delaySeconds: number};
  readonly timeoutSeconds: (node: PipelineNode) => number | undefined;
  readonly signal: AbortSignal;
}

/** Works on one cell: asks for the lease, and repeats attempts that failed for what passes. */
export class Work {
  readonly #options: WorkOptions;

  constructor(options: WorkOptions) {
    this.#options = options;
  }

  /** `again`: a result is known, and what is needed of it is nowhere. */
  async make(cell: Cell, reasons: readonly Reason[], again: boolean): Promise<WorkResult> {
    const {store, cells} = this.#options;
    const lease = cells ? noLease : await store.lease(cell.key);
    if (!lease) return {type: 'busy'};
    try {
      const manifest = await (again ? store.find(cell.key) : store.known(cell.key));
      return manifest ? {type: 'found', manifest} : await this.#attempts(cell, reasons);
    } finally {
      await lease.release();
    }
  }

  async #attempts(cell: Cell, reasons: readonly Reason[]): Promise<WorkResult> {
    const {clock, emit, retry, runner, cells = runner, run, expected, signal} = this.#options;
    const {node, key} = cell;
    const log = this.#log(cell);
    let [attempts, failures, start] = [1, 0, clock()];
    let job: string | undefined;
    const again = (failure: Failure, delaySeconds: number): void => {
      log.write(`attempt ${attempts}: ${failure.code}: ${failure.stack ?? failure.message}`);
      emit({type: 'retrying', node: node.id, attempt: attempts++, failure, delaySeconds});
    };
    const hooks: CellHooks = {
      ...this.#hooks(cell, log),
      onQueued: (queued) => {
        job = queued;
        emit({type: 'queued', node: node.id, key, attempt: attempts, job});
      },
      onStarted: (started) => {
        [job, start] = [started, clock()];
        const seconds = expected(node);
        emit({
          type: 'started',
          node: node.id,
          key,
          attempt: attempts,
          reasons,
          seconds,
          ...jobIn(job),
        });
      },
      onAgain: (failure) => again(failure, 0),
      provenance: () => this.#provenance(start),
    };
    for (;;) {
      const order = this.#orderOf(cell);
      if ('type' in order) return order;
      const result = await cells.attempt(order, `${run}-${attempts}`, hooks);
      if (result.type === 'lost' || result.type === 'changed') return result;
      const ended = {seconds: result.seconds ?? (clock() - start) / 1000, attempts, ...jobIn(job)};
      if (result.type === 'finished') return {...result, ...ended};
      const {failure} = result;
      if (!failure.transient || ++failures > retry.times || signal.aborted) {
        log.write(`attempt ${attempts}: ${failure.code}: ${failure.stack ?? failure.message}`);
        return {type: 'failed', failure, ...ended, log: log.file};
      }
      const delaySeconds = retry.delaySeconds * 2 ** (failures - 1);
      again(failure, delaySeconds);
      await sleep(1000 * delaySeconds, undefined, {signal}).catch(ignoreAbort);
    }
  }

  #orderOf(cell: Cell) {
    const {planner, expected} = this.#options;
    return orderOf(cell, planner, expected(cell.node));
  }

  #hooks({node, key}: Cell, log: CellLog) {
    const {emit, planner, timeoutSeconds} = this.#options;
    return {
      onProgress: (done: number, total: number, unit: string) =>
        emit({type: 'progress', node: node.id, done, total, unit}),
      onLog: (message: string) => {
        log.write(message);
        emit({type: 'log', node: node.id, message});
      },
      timeoutSeconds: timeoutSeconds(node),
      isCurrent: () => isCurrent({node, key}, planner),
    };
  }

  #provenance(start: number): Readonly<Record<string, Json>> {
    const {facts, run, clock} = this.#options;
    const startedAt = new Date(start).toISOString();
    return {...facts, run, startedAt, seconds: (clock() - start) / 1000};
  }

  #log({node}: Cell): CellLog {
    const {storeFolder, run} = this.#options;
    const name = sha256(node.id).slice(0, 12);
    return new CellLog(storeFolder, path.join(run, `${node.stage.name}-${name}.log`));
  }
}

const noLease = {release: () => Promise.resolve()};

const jobIn = (job: string | undefined) => (job === undefined ? {} : {job});

/** Being told to stop ends a delay, and is seen right after. */
const ignoreAbort = (): void => undefined;

export const inputLost: Failure = {
  code: 'INPUT_LOST',
  message: 'an input is gone from the store',
  received: '',
  transient: false,
  next: 'Run again: what is lost is made again first.',
};
