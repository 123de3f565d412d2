import {readdirSync, readFileSync} from 'node:fs';
import {systemCode} from '../../../src/system/system-error.ts';

/** Every signal by which people and batch systems end a job, or tell that its end is near. */
export const jobSignals = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const;

/** What is there now; nothing of a process that has ended. */
function look<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (['ENOENT', 'ESRCH'].some((code) => systemCode(error) === code)) return otherwise;
    throw error;
  }
}

/** Ids of the workers that `driver` has started: each is told its driver's id. */
export function workersOf(driver: number): readonly number[] {
  const children = look(() => readFileSync(`/proc/${driver}/task/${driver}/children`, 'utf8'), '');
  return children
    .split(' ')
    .filter((id) => id !== '')
    .filter((id) => {
      const words = look(() => readFileSync(`/proc/${id}/cmdline`, 'utf8'), '').split('\0');
      return words[2] === `${driver}`;
    })
    .map(Number);
}

/** Ids of the threads of a process; none when it has ended. */
export const threadsOf = (id: number): readonly number[] =>
  look(() => readdirSync(`/proc/${id}/task`).map(Number), []);

/** Sends a signal to a process, which prefers to hand it to the thread `id`; none to one that has ended. */
export function send(id: number, signal: NodeJS.Signals): void {
  look(() => process.kill(id, signal), true);
}

/**
 * From now on, sends one of `signals` every 4 ms to every thread of every worker of `driver`, and with it to the
 * one that computes: a signal to a process as a whole reaches that one too, but seldom.
 */
export function startStorm(
  driver: number,
  signals: readonly NodeJS.Signals[] = jobSignals,
): {readonly hit: ReadonlySet<number>; stop(): void} {
  const hit = new Set<number>();
  let count = 0;
  const timer = setInterval(() => {
    const signal = signals[count++ % signals.length];
    for (const worker of workersOf(driver)) {
      hit.add(worker);
      for (const thread of threadsOf(worker)) send(thread, signal);
    }
  }, 4);
  return {hit, stop: () => clearInterval(timer)};
}
