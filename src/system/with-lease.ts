import {mkdir} from 'node:fs/promises';
import {dirname} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {patientAccess} from './access.ts';
import {LeaseBook} from './lease.ts';

/** While another holds the lease it is looked at so often [ms]. */
const LOOK = 250;

/**
 * Runs `work` while holding the lease `file`; waits while another living process holds it. The
 * lease only saves double work: what `work` makes must be published atomically all the same, since
 * a holder that was suspended may find its lease taken over.
 */
export async function withLease<Result>(
  file: string,
  work: () => Promise<Result>,
  onWait: () => void = () => undefined,
  signal?: AbortSignal,
): Promise<Result> {
  await mkdir(dirname(file), {recursive: true});
  const book = new LeaseBook(patientAccess);
  let lease = await book.acquire(file);
  if (!lease) onWait();
  while (!lease) {
    await sleep(LOOK, undefined, {...(signal && {signal})});
    lease = await book.acquire(file);
  }
  try {
    return await work();
  } finally {
    await lease.release();
  }
}
