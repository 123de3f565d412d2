import type {ChildProcess} from 'node:child_process';
import {fullDisk, type Failure} from '../failure.ts';
import type {Attempt} from './executor.ts';
import {
  isFromWorker,
  type BundleFile,
  type FromWorker,
  type Task,
  type ToWorker,
} from './messages.ts';
import {systemCode} from '../../system/system-error.ts';
import {isJobSignal} from './signals.ts';

/** The attempt that a worker is at. */
interface Current {
  readonly attempt: Attempt;
  readonly settle: (failure: Failure | undefined) => void;
  timedOut: boolean;
}

/** One worker process, seen from the driver. It does one task at a time. */
export class WorkerProcess {
  readonly ended: Promise<void>;
  #alive = true;
  #ready = false;
  #stillborn = false;
  #current: Current | undefined;
  readonly #process: ChildProcess;

  constructor(process: ChildProcess) {
    this.#process = process;
    process.on('message', (message: unknown) => {
      if (isFromWorker(message)) this.#receive(message);
    });
    for (const stream of [process.stdout, process.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.#logOutput(text));
    }
    this.ended = new Promise((resolve) => {
      const end = (what: string) => {
        this.#alive = false;
        this.#fail(what);
        resolve();
      };
      process.once('exit', (code, signal) => {
        this.#stillborn = !this.#ready && isJobSignal(signal);
        const what = signal ?? `exit code ${code ?? 'unknown'}`;
        // Its last words are still on their way; whoever else holds its output is not waited for.
        const late = setTimeout(() => end(what), 200);
        process.once('close', () => {
          clearTimeout(late);
          end(what);
        });
        this.#alive = false;
      });
      process.on('error', (error) => end(error.message));
    });
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Whether a signal of the job ended it before it could pass such a signal by: it has not begun anything. */
  get stillborn(): boolean {
    return this.#stillborn;
  }

  async run(task: Task, attempt: Attempt): Promise<Failure | undefined> {
    const failure = new Promise<Failure | undefined>((settle) => {
      this.#current = {attempt, settle, timedOut: false};
    });
    const timer = this.#startTimer(attempt.timeoutSeconds);
    this.#send({type: 'run', task});
    try {
      return await failure;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Lets it load a body, so that a task of this body starts at once. */
  prepare(bundle: BundleFile): void {
    this.#send({type: 'prepare', bundle});
  }

  /** Tells the body that it should stop. */
  stop(): void {
    this.#send({type: 'stop'});
  }

  /** Ends the process and all that it started. */
  kill(): void {
    const {pid} = this.#process;
    if (!this.#alive || pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch (error) {
      // It ended by itself a moment ago.
      if (systemCode(error) !== 'ESRCH') throw error;
    }
  }

  #startTimer(seconds: number | undefined): NodeJS.Timeout | undefined {
    if (seconds === undefined) return undefined;
    return setTimeout(() => {
      if (this.#current) this.#current.timedOut = true;
      this.kill();
    }, 1000 * seconds);
  }

  #send(message: ToWorker): void {
    // A send that fails means that the process is ending, which `exit` tells.
    this.#process.send(message, () => undefined);
  }

  #receive(message: FromWorker): void {
    const {attempt} = this.#current ?? {};
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        return;
      case 'progress':
        attempt?.onProgress(message.done, message.total, message.unit);
        return;
      case 'log':
        attempt?.onLog(message.message);
        return;
      case 'done':
        this.#settle(undefined);
        return;
      case 'failed':
        this.#settle(thrown(message));
        return;
    }
  }

  #logOutput(text: string): void {
    for (const line of text.split('\n')) if (line !== '') this.#current?.attempt.onLog(line);
  }

  #fail(what: string): void {
    this.#settle(this.#current?.timedOut ? timedOut : crashed(what));
  }

  #settle(failure: Failure | undefined): void {
    this.#current?.settle(failure);
    this.#current = undefined;
  }
}

function thrown(message: Extract<FromWorker, {type: 'failed'}>): Failure {
  const {code, message: text, received, next, stack, transient} = message;
  if (code === 'DISK_FULL') return {...fullDisk(text), stack};
  return {
    code,
    message: text,
    received,
    stack,
    transient,
    next: next ?? 'Correct what the stack points at, then run again: what is finished stays.',
  };
}

const timedOut: Failure = {
  code: 'TIMED_OUT',
  message: 'the cell took longer than it may',
  received: '',
  transient: false,
  next: 'Allow more time, or run again: a body that keeps its state in scratch goes on.',
};

const crashed = (what: string): Failure => ({
  code: 'WORKER_CRASHED',
  message: `the worker process ended (${what})`,
  received: what,
  transient: false,
  next:
    what === 'SIGKILL'
      ? 'If the system was out of memory, use fewer --jobs; then run again.'
      : 'See the log of the cell, then run again.',
});
