import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Manifest, Store} from '../../store/types.ts';
import type {Happening} from '../events.ts';
import type {Failure} from '../failure.ts';
import type {PipelineNode} from '../node.ts';
import type {Reason} from '../reasons.ts';
import {CellLog} from './cell-log.ts';
import type {Cell, CellHooks, CellRunner} from './cell.ts';
import type {Json} from '../../system/json.ts';
import {sha256} from '../../system/hash.ts';

/** How the work on one cell ended. */
export type WorkResult =
  | {
      readonly type: 'finished';
      readonly manifest: Manifest;
      readonly seconds: number;
      readonly attempts: number;
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
    };

export interface WorkOptions {
  readonly run: string;
  readonly store: Store;
  readonly storeFolder: string;
  readonly runner: CellRunner;
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
    const {store} = this.#options;
    const lease = await store.lease(cell.key);
    if (!lease) return {type: 'busy'};
    try {
      const manifest = await (again ? store.find(cell.key) : store.known(cell.key));
      return manifest ? {type: 'found', manifest} : await this.#attempts(cell, reasons);
    } finally {
      await lease.release();
    }
  }

  async #attempts(cell: Cell, reasons: readonly Reason[]): Promise<WorkResult> {
    const {clock, emit, retry, runner, run, expected, signal} = this.#options;
    const {node, key} = cell;
    const log = this.#log(cell);
    for (let attempts = 1; ; attempts++) {
      const start = clock();
      emit({
        type: 'started',
        node: node.id,
        key,
        attempt: attempts,
        reasons,
        seconds: expected(node),
      });
      const hooks = this.#hooks(cell, log);
      const result = await runner.attempt(cell, `${run}-${attempts}`, hooks);
      const seconds = (clock() - start) / 1000;
      if (result.type === 'finished') return {...result, seconds, attempts};
      if (result.type === 'lost' || result.type === 'changed') return result;
      const {failure} = result;
      log.write(`attempt ${attempts}: ${failure.code}: ${failure.stack ?? failure.message}`);
      if (!failure.transient || attempts > retry.times || signal.aborted) {
        return {type: 'failed', failure, seconds, attempts, log: log.file};
      }
      const delaySeconds = retry.delaySeconds * 2 ** (attempts - 1);
      emit({type: 'retrying', node: node.id, attempt: attempts, failure, delaySeconds});
      await sleep(1000 * delaySeconds, undefined, {signal}).catch(ignoreAbort);
    }
  }

  #hooks({node}: Cell, log: CellLog): CellHooks {
    const {emit, facts, run, clock, timeoutSeconds} = this.#options;
    const start = clock();
    return {
      onProgress: (done, total, unit) => emit({type: 'progress', node: node.id, done, total, unit}),
      onLog: (message) => {
        log.write(message);
        emit({type: 'log', node: node.id, message});
      },
      timeoutSeconds: timeoutSeconds(node),
      provenance: () => ({
        ...facts,
        run,
        startedAt: new Date(start).toISOString(),
        seconds: (clock() - start) / 1000,
      }),
    };
  }

  #log({node}: Cell): CellLog {
    const {storeFolder, run} = this.#options;
    const name = sha256(node.id).slice(0, 12);
    return new CellLog(storeFolder, path.join(run, `${node.stage.name}-${name}.log`));
  }
}

/** Being told to stop ends a delay, and is seen right after. */
const ignoreAbort = (): void => undefined;

export const inputLost: Failure = {
  code: 'INPUT_LOST',
  message: 'an input is gone from the store',
  received: '',
  transient: false,
  next: 'Run again: what is lost is made again first.',
};
