import {spawn} from 'node:child_process';
import {setTimeout as sleep} from 'node:timers/promises';
import {stopped, type Failure} from '../failure.ts';
import type {Attempt, Executor} from './executor.ts';
import type {BundleFile, Task} from './messages.ts';
import {WorkerProcess} from './worker-process.ts';

export interface WorkerPoolOptions {
  /** The bundle of the worker's own module. */
  readonly worker: string;
  readonly cwd: string;
  /** The whole environment of a worker: nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  /**
   * A library that keeps signals of the job from a process: it is preloaded, and loaded once more as an addon,
   * which fails where it is not in effect. Needed where bodies run native code that stands no signal frame.
   */
  readonly shield?: string | undefined;
  /** Number of workers that start with the first one, and load this body while it works. */
  readonly spare?: {readonly count: number; readonly bundle: BundleFile};
}

/** How often in a row a signal may end a worker before it has begun; another one takes its place. */
const mostStillborn = 100;

/** Warm worker processes, each a process group of its own; one is made when none is idle. */
export class WorkerPool implements Executor {
  readonly #options: WorkerPoolOptions;
  readonly #idle: WorkerProcess[] = [];
  readonly #busy = new Set<WorkerProcess>();
  #closed = false;
  /** What to prepare beside the first cell; nothing once that has begun. */
  #spare: WorkerPoolOptions['spare'];

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
    this.#spare = options.spare;
  }

  async execute(task: Task, attempt: Attempt): Promise<Failure | undefined> {
    for (let lost = 0; !this.#closed; lost++) {
      const worker = this.#takeIdle() ?? this.#spawn();
      const failure = await this.#runIn(worker, task, attempt);
      if (!worker.stillborn || lost === mostStillborn) return failure;
    }
    return stopped;
  }

  async #runIn(worker: WorkerProcess, task: Task, attempt: Attempt): Promise<Failure | undefined> {
    this.#busy.add(worker);
    const running = worker.run(task, attempt);
    this.#spawnSpare();
    const failure = await running;
    this.#busy.delete(worker);
    if (worker.alive) this.#idle.push(worker);
    return failure;
  }

  async stop(graceSeconds: number): Promise<void> {
    this.#closed = true;
    for (const worker of this.#busy) worker.stop();
    const deadline = performance.now() + 1000 * graceSeconds;
    while (this.#busy.size > 0 && performance.now() < deadline) await sleep(10);
    await this.close();
  }

  async close(): Promise<void> {
    this.#closed = true;
    const workers = [...this.#idle.splice(0), ...this.#busy];
    for (const worker of workers) worker.kill();
    await Promise.all(workers.map((worker) => worker.ended));
  }

  /** One that did not end while it was idle. */
  #takeIdle(): WorkerProcess | undefined {
    let worker = this.#idle.pop();
    while (worker?.alive === false) worker = this.#idle.pop();
    return worker;
  }

  #spawnSpare(): void {
    const spare = this.#spare;
    this.#spare = undefined;
    for (let index = 0; spare && index < spare.count; index++) {
      const worker = this.#spawn();
      worker.prepare(spare.bundle);
      this.#idle.push(worker);
    }
  }

  #spawn(): WorkerProcess {
    const {worker, cwd, environment, shield} = this.#options;
    // Not execa: nothing of it is needed here, and loading its modules takes longer than a small run.
    const subprocess = spawn(process.execPath, [worker, String(process.pid), shield ?? ''], {
      cwd,
      env: {...environment, ...preloaded(shield)},
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'json',
      // A group of its own, so that whatever a body starts can be ended with it.
      detached: true,
    });
    return new WorkerProcess(subprocess);
  }
}

/**
 * The library is there before Node runs, which ignores no signal that its parent ignored, and keeps no mask. A
 * path that the linker would take for two is left to the worker, which loads it later.
 */
const preloaded = (library: string | undefined): Readonly<Record<string, string>> =>
  library === undefined || /[\s:$]/.test(library) ? {} : {LD_PRELOAD: library};
