import {full, notWritable, StoreError} from './errors.ts';
import {systemCode, writeFailure} from '../system/system-error.ts';

/** Why no store can stand in `folder`, in words that help. */
export function rootFailure(folder: string, error: unknown): unknown {
  const code = systemCode(error);
  if (error instanceof StoreError || code === undefined) return error;
  const received = `${folder} (${code})`;
  return writeFailure(error) === 'full' ? full(received, error) : notWritable(received, error);
}

/** Lets pass that a convenience could not be written; throws all else. */
export function ignoreUnwritable(error: unknown): void {
  if (writeFailure(error) === 'other') throw error;
}

/** A failure of the local disk, in words that help; anything else as it is. */
export function explain(error: unknown, received: string): unknown {
  const failure = error instanceof StoreError ? 'other' : writeFailure(error);
  if (failure === 'full') return full(received, error);
  return failure === 'not writable' ? notWritable(received, error) : error;
}
