import {fokkerPlanck, relaxationRate} from './fokker-planck.ts';
import {gibbsMasses} from './gibbs.ts';
import {expectation, type Grid, tabulate} from './grid.ts';
import type {TwoBasins} from './two-basins.ts';

/**
 * The slowest time of the two basins in τ = ηt, from the spectral gap of the Fokker–Planck equation
 * with isotropic noise: how long simulated chains must run before they forget their start.
 *
 * @throws Error when the gap did not converge.
 */
export function relaxationTime(
  {landscape, inWide}: TwoBasins,
  temperature: number,
  grids: readonly Grid[],
): number {
  const solver = fokkerPlanck({
    grids,
    potential: (point) => landscape.value(point),
    diffusion: () => grids.map(() => temperature),
    step: grids.length === 1 ? 5 : 0.1,
  });
  const gibbs = gibbsMasses(landscape, temperature, grids);
  const wide = tabulate(grids, (point) => Number(inWide(point)));
  const share = expectation(gibbs, wide);
  const {rate, converged, residual} = relaxationRate(
    solver,
    gibbs.map((mass, cell) => mass * (wide[cell] - share)),
    {tolerance: 1e-6},
  );
  if (!converged) throw new Error(`relaxationTime: residual ${residual} at T = ${temperature}`);
  return 1 / rate;
}
