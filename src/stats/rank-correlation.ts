import {sampleRankCorrelation} from 'simple-statistics';
import {mean} from './by-seed.ts';
import {studentTest, type MeanTest} from './student.ts';

/** Spearman's ρ with mid-ranks for ties; NaN where one side does not vary. */
export const spearman = (x: readonly number[], y: readonly number[]): number =>
  sampleRankCorrelation([...x], [...y]);

/**
 * Spearman's ρ of x and y with the (linear, in ranks) share of `given` taken out of both. With
 * x = log n and given = log η it asks whether n orders y beyond what η alone does.
 */
export function partialSpearman(
  x: readonly number[],
  y: readonly number[],
  given: readonly number[],
): number {
  const xy = spearman(x, y);
  const xg = spearman(x, given);
  const yg = spearman(y, given);
  return (xy - xg * yg) / Math.sqrt((1 - xg ** 2) * (1 - yg ** 2));
}

/** The smallest step of Spearman's ρ over `count` untied pairs: two neighbours change places. */
const rankStep = (count: number) => 12 / (count * (count ** 2 - 1));

/**
 * Tests the mean of rank correlations, one a seed, against `bound`: Student's test of Fisher's
 * z = artanh ρ, so that seeds, and not the cells behind each ρ, are the units. The mean and its
 * interval are those of z, brought back to the scale of ρ.
 *
 * A ρ of ±1 is taken half a rank step inside, and the step sets the resolution. Why not a bootstrap
 * over seeds: at three to five seeds its nominal 95% intervals hold the truth far more rarely
 * (docs/decisions/statistics.md; simulated in test/stats).
 *
 * @param count number of cells behind each ρ, at least 3
 */
export function correlationTest(
  correlations: readonly number[],
  count: number,
  bound = 0,
): MeanTest | undefined {
  if (count < 3 || correlations.some(Number.isNaN)) return undefined;
  const step = rankStep(count);
  const inside = 1 - step / 2;
  const fisher = correlations.map((rho) => Math.atanh(Math.max(-inside, Math.min(inside, rho))));
  const typical = Math.tanh(mean(fisher));
  const test = studentTest(fisher, Math.atanh(bound), step / (1 - typical ** 2));
  return (
    test && {
      ...test,
      mean: Math.tanh(test.mean),
      interval: [Math.tanh(test.interval[0]), Math.tanh(test.interval[1])],
    }
  );
}
