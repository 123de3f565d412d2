import {curves} from '../../src/report/charts/curves.ts';
import {noiseGroup, noiseGroups} from '../../src/report/charts/groups.ts';
import {withPlaces} from '../../src/report/charts/places.ts';
import {runName, tip} from '../../src/report/charts/tip.ts';
import type {Figure} from '../../src/report/figure.ts';
import {formatNumber, formatScientific} from '../../src/report/format/number.ts';
import type {Read, Row} from '../../src/tables/declare.ts';
import type * as tables from './tables.ts';

type Ends = Row<typeof tables.spectra>;

/** The densities of eigenvalues at two levels of n, with the largest ones as Lanczos finds them: not judged. */
export function spectraFigure(
  panel: Pick<Figure, 'id' | 'experiment' | 'claims'> & {readonly net: string},
  {table: ends, rows: runs}: Read<typeof tables.spectra>,
  {table: density, rows: points}: Read<typeof tables.density>,
): Figure {
  const {net, ...rest} = panel;
  const groups = noiseGroups(runs.map(({noise}) => noise));
  const x = {title: 'eigenvalue λ of the Hessian'};
  const lines = curves({
    curves: runs.map((run) => ({
      tip: tip(runName(run), topOf(run)),
      group: noiseGroup(run.noise),
      points: points
        .filter(({noise, seed}) => noise === run.noise && seed === run.seed)
        .map(({eigenvalue, density: height}) => [
          eigenvalue,
          // A tenth of a single eigenvalue is nothing; a logarithm would go on for ever.
          Math.max(height, run.single / 10),
        ]),
    })),
    groups,
    x,
    y: {title: 'density', logarithmic: true},
  });
  const places = runs.filter(({lambdaMaxConverged}) => lambdaMaxConverged);
  return {
    ...rest,
    slide: 'Width and $n$',
    title: 'The spectrum of the Hessian at the lowest and at the highest n',
    caption: `Density of all eigenvalues by stochastic Lanczos quadrature (Ghorbani et al. 2019), of the ${net} at the common train loss; smoothed by a Gaussian of standard deviation ${formatNumber(runs.at(0)?.bandwidth ?? null, 2)}, and cut below a tenth of the height of a single eigenvalue. Thin lines are seeds, thick ones the medians at each n; redder is higher n. Dashed: λₘₐₓ of each run, by a Lanczos run of its own.${remarks(runs)} Shown, not judged.`,
    alt: `Densities of eigenvalues, logarithmic, with a peak at 0 and few large ones. ${runs.length === 0 ? 'No spectrum was measured.' : `${runs.map((run) => `n = ${formatScientific(run.noise, 2)}, seed ${run.seed}: ${topOf(run)}`).join('; ')}.`}`,
    spec: withPlaces(
      lines,
      places.map((run) => ({
        x: run.lambdaMax,
        group: noiseGroup(run.noise),
        tip: tip(runName(run), topOf(run)),
      })),
      {groups, x},
    ),
    tables: [ends, density],
  };
}

const topOf = ({lambdaMax, lambdaMaxResidual, lambdaMaxConverged}: Ends): string =>
  lambdaMaxConverged
    ? `λₘₐₓ = ${formatNumber(lambdaMax)} ± ${formatNumber(lambdaMaxResidual, 1)}`
    : 'λₘₐₓ not converged';

/** What a reader must not overlook. */
function remarks(runs: readonly Ends[]): string {
  const open = runs.filter(({lambdaMaxConverged}) => !lambdaMaxConverged).length;
  const missed = runs.filter(({reachedTarget}) => !reachedTarget).length;
  return [
    open > 0 && ` Of ${open} runs it did not converge and is not drawn.`,
    missed > 0 && ` ${missed} runs never reached the common train loss: measured where they ended.`,
  ]
    .filter((text) => text !== false)
    .join('');
}
