import type {Failure} from '../../failure.ts';

/** What becomes of the cells of an element that did not end. */
export type Outcome =
  /** It waits or runs; what it waits for may never come. */
  | {readonly type: 'alive'; readonly held: boolean}
  /** Again, with more of what was short. */
  | {readonly type: 'again'; readonly raise: 'memory' | 'time' | 'none'; readonly failure: Failure}
  | {readonly type: 'failed'; readonly failure: Failure};

/** The scheduler knows nothing of it any more. */
export const GONE = 'GONE';

const running = new Set([
  'RUNNING',
  'COMPLETING',
  'SUSPENDED',
  'STOPPED',
  'SIGNALING',
  'STAGE_OUT',
]);

/** Reasons to wait that nothing but a person ends. */
const HELD =
  /^\(?(JobHeld|JobHoldMaxRequeue|BadConstraints|Invalid(Account|QOS)|(Account|QOS)NotAllowed|Partition(Down|Inactive|NodeLimit|TimeLimit)|DependencyNeverSatisfied|(Assoc|QOS)?Max\w*PerJob|\w*PerJobLimit)|held/i;

/** `state` and `reason` as `squeue` and `sacct` write them; `job`: `123_4`. */
export function outcomeOf(state: string, reason: string, job: string): Outcome {
  switch (state) {
    case 'OUT_OF_MEMORY':
      return again('memory', outOfMemory(job));
    case 'TIMEOUT':
    case 'DEADLINE':
      return again('time', outOfTime(job));
    case 'PREEMPTED':
    case 'NODE_FAIL':
    case 'BOOT_FAIL':
    case 'REVOKED':
    case GONE:
      return again('none', interrupted(job, state));
    case 'CANCELLED':
      return {type: 'failed', failure: cancelled(job)};
    case 'COMPLETED':
    case 'FAILED':
      return {type: 'failed', failure: crashed(job)};
    default: {
      const held = !running.has(state) && HELD.test(reason);
      return {type: 'alive', held};
    }
  }
}

/** What Slurm itself prints where it watches memory without the kernel, or where a state tells less. */
const MEMORY = /slurmstepd.*(exceeded (job )?memory limit|oom[-_ ]?kill)/i;

/** Whether an element that ended before its cells was killed for memory, by what it printed last. */
export const byOutput = (printed: readonly string[], job: string): Outcome | undefined =>
  printed.some((line) => MEMORY.test(line)) ? again('memory', outOfMemory(job)) : undefined;

const again = (raise: 'memory' | 'time' | 'none', failure: Failure): Outcome => ({
  type: 'again',
  raise,
  failure,
});

export const outOfMemory = (job: string): Failure => ({
  code: 'OUT_OF_MEMORY',
  message: `the job used more memory than it had asked for (${job})`,
  received: job,
  transient: false,
  next: 'Give the stage more `memoryMB` in slurm.json, then run again.',
});

const outOfTime = (job: string): Failure => ({
  code: 'TIMED_OUT',
  message: `the job took longer than it had asked for (${job})`,
  received: job,
  transient: false,
  next: 'Raise `mostMinutes` in slurm.json, then run again: a body that keeps its state goes on.',
});

const interrupted = (job: string, state: string): Failure => ({
  code: 'JOB_INTERRUPTED',
  message: `the job was interrupted (${job}, ${state})`,
  received: `${job} ${state}`,
  transient: false,
  next: 'Look at the nodes with sinfo, then run again.',
});

const cancelled = (job: string): Failure => ({
  code: 'JOB_CANCELLED',
  message: `somebody cancelled the job (${job})`,
  received: job,
  transient: false,
  next: 'Run again: it goes on where it was.',
});

const crashed = (job: string): Failure => ({
  code: 'WORKER_CRASHED',
  message: `the job ended before the cell did (${job})`,
  received: job,
  transient: false,
  next: 'See the log of the cell, then run again.',
});
