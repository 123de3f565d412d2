import {randomStream, type RandomStream} from '../../src/compute/random.ts';

/** The share of `replicates` simulated experiments for which `reject` is true; the same in every run. */
export function rejectionRate(
  name: string,
  replicates: number,
  reject: (stream: RandomStream) => boolean,
): number {
  const stream = randomStream(20171117, name);
  let count = 0;
  for (let replicate = 0; replicate < replicates; replicate++) if (reject(stream)) count++;
  return count / replicates;
}

/** The highest rate that a test of level `alpha` shows in `replicates` runs but for three standard deviations. */
export const atMost = (alpha: number, replicates: number): number =>
  alpha + 3 * Math.sqrt((alpha * (1 - alpha)) / replicates);

/** `count` draws. */
export const draws = <T>(count: number, draw: (index: number) => T): T[] =>
  Array.from({length: count}, (_, index) => draw(index));
