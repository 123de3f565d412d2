import type {Manifest} from '../../store/types.ts';
import type {Json} from '../../system/json.ts';
import type {Failure} from '../failure.ts';
import type {Task} from './messages.ts';
import type {CellOrder} from './order.ts';

/** What an executor is told about one attempt, besides the task. */
export interface Attempt {
  readonly onProgress: (done: number, total: number, unit: string) => void;
  readonly onLog: (message: string) => void;
  /** After so long [s] the attempt is ended and fails. */
  readonly timeoutSeconds: number | undefined;
}

/** Runs bodies somewhere. The runner calls it for no more cells at a time than it has slots. */
export interface Executor {
  /** Undefined: the body came to its end. Never rejects for what a body does. */
  execute(task: Task, attempt: Attempt): Promise<Failure | undefined>;
  /** Lets bodies know that they should stop; they have `graceSeconds` before they are ended. */
  stop(graceSeconds: number): Promise<void>;
  /** Ends every process at once. */
  close(): Promise<void>;
}

/** How an attempt at a cell ended. `seconds`: how long it took, where that is not the time since it started. */
export type AttemptResult =
  | {readonly type: 'finished'; readonly manifest: Manifest; readonly seconds?: number}
  /** An input is gone from the store: the node that makes it must run again first. */
  | {readonly type: 'lost'; readonly upstream: string}
  /** An input was lost and made again, with other bytes, since the key was made. */
  | {readonly type: 'changed'}
  | {readonly type: 'failed'; readonly failure: Failure; readonly seconds?: number};

/** What is told of an attempt while it lasts. */
export interface CellHooks extends Attempt {
  /** It waits for a machine, as part of `job`. */
  readonly onQueued: (job: string) => void;
  /** It begins; `job` names what carries it out, where that is not this process. */
  readonly onStarted: (job?: string) => void;
  /** It failed for what is no fault of the cell, and goes on; it is queued or started again. */
  readonly onAgain: (failure: Failure) => void;
  /** Whether the inputs are still those of the key. */
  readonly isCurrent: () => boolean;
  /** Facts of this execution, for the manifest; asked when the body has ended. */
  readonly provenance: () => Readonly<Record<string, Json>>;
}

/**
 * Carries cells out on machines that see the store, from the inputs in it to the outputs in it. It takes the leases,
 * keeps to the limits of the place, and repeats what failed for no fault of the cell.
 */
export interface CellExecutor {
  /** Never rejects for what a body or a machine does. `attempt` is unique. */
  attempt(order: CellOrder, attempt: string, hooks: CellHooks): Promise<AttemptResult>;
  /** Ends what runs, or leaves it where a later run will find it; attempts come to their end. */
  stop(graceSeconds: number): Promise<void>;
  /** No cell is attempted any more. */
  close(): Promise<void>;
}
