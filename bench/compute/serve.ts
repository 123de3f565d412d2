import {createInterface} from 'node:readline';

/**
 * What a process of a benchmark does: each line on its input is a number of seconds to work for; it
 * answers with the work that it did and the seconds that it took. The first answer says that it is
 * ready.
 *
 * @param work Does a piece of work and returns its size.
 */
export async function serve(work: () => number): Promise<void> {
  process.stdout.write('ready\n');
  for await (const line of createInterface({input: process.stdin})) {
    const start = performance.now();
    const elapsed = () => (performance.now() - start) / 1000;
    let done = 0;
    while (elapsed() < Number(line)) done += work();
    const peakMB = process.resourceUsage().maxRSS / 1024;
    process.stdout.write(`${done} ${elapsed()} ${peakMB}\n`);
  }
}
