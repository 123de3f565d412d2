import type {Notice} from '../system/expected-error.ts';
import {systemCode, writeFailure} from '../system/system-error.ts';

/** How a cell can fail; every code is stable. */
export const failureCodes = [
  'BODY_THREW',
  'BODY_UNLOADABLE',
  'WORKER_CRASHED',
  'TIMED_OUT',
  'STOPPED',
  'PACKAGES_CHANGED',
  'OUTPUT_MISSING',
  'INPUT_LOST',
  'STORE_FAILED',
  /** What was made cannot be kept, nor what follows: the run stops. */
  'DISK_FULL',
  /** Of a batch system. */
  'OUT_OF_MEMORY',
  'JOB_REFUSED',
  'JOB_CANCELLED',
  'JOB_INTERRUPTED',
] as const;
export type FailureCode = (typeof failureCodes)[number];

/** Why an attempt at a cell came to nothing. It is a value: a failed cell never fails the run. */
export interface Failure extends Notice<FailureCode> {
  /** Where, in the project's sources. */
  readonly stack?: string | undefined;
  /** Whether the same attempt may well succeed a little later. */
  readonly transient: boolean;
}

/** The end of a cell of a run that was told to stop. */
export const stopped: Failure = {
  code: 'STOPPED',
  message: 'the run was told to stop',
  received: '',
  transient: false,
  next: 'Run again: it goes on where it was.',
};

/** A disk without room. What an interrupted body keeps in scratch stays. */
export const fullDisk = (message: string): Failure => ({
  code: 'DISK_FULL',
  message,
  received: '',
  transient: false,
  next: 'Make room (--gc --dry-run shows what nobody needs), then run again: it goes on where it was.',
});

/** Whether a disk had no room, anywhere along the chain of causes. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error &&
  (writeFailure(error) === 'full' || systemCode(error) === 'STORE_FULL' || isDiskFull(error.cause));

/** System errors that pass by themselves. */
const transientCodes = new Set([
  'EAGAIN',
  'EBUSY',
  'EMFILE',
  'ENFILE',
  'ESTALE',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);

/**
 * Whether an error passes by itself: a system error of that nature, or one that says so with
 * `transient: true`, anywhere along its chain of causes.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('transient' in error && error.transient === true) return true;
  if ('code' in error && typeof error.code === 'string' && transientCodes.has(error.code)) {
    return true;
  }
  return isTransient(error.cause);
}
