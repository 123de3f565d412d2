import {Worker} from 'node:worker_threads';

/**
 * Ends this process when the driver is gone, even if the main thread never comes to rest: a thread
 * of its own looks whether the parent is still `driver`, since an orphan is handed to another.
 */
export function watchDriver(driver: number): void {
  const script = `
    setInterval(() => {
      if (process.ppid !== ${driver}) process.kill(process.pid, 'SIGKILL');
    }, 500);
  `;
  new Worker(script, {eval: true, stdin: false}).unref();
}
