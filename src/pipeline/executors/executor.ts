import type {Failure} from '../failure.ts';
import type {Task} from './messages.ts';

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
