import {fokkerPlanck} from './fokker-planck.ts';
import {boltzmann} from './gibbs.ts';
import {type Grid, spacing, tabulate} from './grid.ts';
import {progressAlong} from './passages.ts';
import type {TwoBasins} from './two-basins.ts';

/**
 * Mean time in τ = ηt from the hyperplane through one minimum to that through the other (as
 * `watchPassages` counts it) for the SDE with isotropic noise: the Fokker–Planck equation with the
 * mass beyond the target taken out after every step, until half of it is gone, and the rest as an exponential.
 *
 * @param step time step; mass is taken out every second one, which makes the time found too long
 */
export function passageTime(
  {landscape, sharp, wide}: TwoBasins,
  temperature: number,
  from: 'sharp' | 'wide',
  {grids, step}: {grids: readonly Grid[]; step: number},
): number {
  const [start, end] = from === 'sharp' ? [sharp, wide] : [wide, sharp];
  const along = progressAlong(start.point, end.point);
  const progress = tabulate(grids, (point) => along(point, 0));
  const solver = fokkerPlanck({
    grids,
    potential: (point) => landscape.value(point),
    diffusion: () => grids.map(() => temperature),
    step,
  });
  // The Gibbs law on the hyperplane, as thick as a cell.
  const thickness =
    Math.max(...grids.map(spacing)) / Math.hypot(...start.point.map((x, i) => end.point[i] - x));
  const masses = boltzmann(
    tabulate(grids, (point) =>
      Math.abs(along(point, 0)) > thickness ? Infinity : landscape.value(point),
    ),
    temperature,
  );
  let time = 0;
  let alive = 1;
  let rate = 0;
  // By the time that half have left, the wells have forgotten the start: what follows is exponential.
  while (alive > 0.5) {
    // Two steps, so that both orders of the axes are in every rate.
    solver.advance(masses, 2);
    let left = 0;
    for (let cell = 0; cell < masses.length; cell++) {
      if (progress[cell] >= 1) masses[cell] = 0;
      left += masses[cell];
    }
    rate = Math.log(alive / left) / (2 * step);
    time += (alive + left) * step;
    alive = left;
  }
  return time + alive / rate;
}
