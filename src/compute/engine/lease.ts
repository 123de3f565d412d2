import {mkdir, readFile, rm, stat, utimes, writeFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import {dirname} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {isCode} from './contents.ts';

const heartbeat = 1000;
/** A holder that has shown no sign of life for this long is dead [ms]. */
const patience = 15_000;

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
  let waiting = false;
  while (!(await take(file))) {
    if (await isStale(file)) {
      await rm(file, {force: true});
      continue;
    }
    if (!waiting) onWait();
    waiting = true;
    await sleep(heartbeat / 4, undefined, {...(signal && {signal})});
  }
  const beat = setInterval(() => {
    const now = new Date();
    // A lease that was taken over is gone; the work goes on and is published atomically.
    utimes(file, now, now).catch(() => undefined);
  }, heartbeat);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await rm(file, {force: true});
  }
}

async function take(file: string): Promise<boolean> {
  try {
    await writeFile(file, `${hostname()} ${process.pid}`, {flag: 'wx'});
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function isStale(file: string): Promise<boolean> {
  try {
    const [holder, {mtimeMs}] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
    if (Date.now() - mtimeMs > patience) return true;
    const [host, pid] = holder.split(' ');
    return host === hostname() && !isAlive(Number(pid));
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** Whether a process of this host lives. */
export function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}
