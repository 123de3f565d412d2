import {mean} from '../../src/stats/by-seed.ts';
import {valueAt, type Curve} from '../../src/stats/curve.ts';
import type {RunResult} from '../../src/training/record.ts';

/** Train loss over ηt, both as a run evaluated them; undefined for a run that diverged. */
export function trajectory({outcome, history, end}: RunResult): Curve | undefined {
  if (outcome === 'diverged') return undefined;
  const points = [...history, end].flatMap(({rateTime, metrics}) => {
    const loss = metrics.train?.loss ?? null;
    return loss === null ? [] : [{rateTime, loss}];
  });
  return {x: points.map(({rateTime}) => rateTime), y: points.map(({loss}) => loss)};
}

/** So many moments of ηt, equally far apart, up to where all of these trajectories reach; not the start. */
export function commonGrid(trajectories: readonly Curve[], moments: number): number[] {
  const reach = Math.min(...trajectories.map(({x}) => x.at(-1) ?? 0));
  return Array.from({length: moments}, (_, index) => ((index + 1) / moments) * reach);
}

/** Root mean square of the difference of the natural logarithms of two trajectories over a grid of ηt [1]. */
export function distance(one: Curve, other: Curve, grid: readonly number[]): number {
  const logAt = (curve: Curve, at: number) => Math.log(valueAt(curve, at) ?? NaN);
  return Math.sqrt(mean(grid.map((at) => (logAt(one, at) - logAt(other, at)) ** 2)));
}
