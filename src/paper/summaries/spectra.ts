import {smoothDensity} from '../../curvature/density.ts';
import type {Curvature} from '../../curvature/record.ts';
import type {Table} from '../results.ts';
import {tidyTable} from '../table.ts';
import type {ObservedRun, Observations, Training} from './observations.ts';
import {runColumns, runMeanings} from './run-columns.ts';

/** The width of the smoothing, as a share of the widest spectrum; and the points of the grid. */
const bandwidthShare = 0.01;
const gridPoints = 301;

/** A probe of the Hessian, and the run that ended there. */
interface Endpoint {
  readonly cell: string;
  readonly training: Training;
  readonly curvature: Curvature;
}

/** The probes at the common train loss (or where a run that missed it ended). */
function endpointsOf({runs, curvature}: Observations): Endpoint[] {
  const byCell = new Map(runs.map((run): [string, ObservedRun] => [run.cell, run]));
  return curvature.flatMap(({cell, snapshot, found}) => {
    const training = byCell.get(cell)?.found;
    return found === undefined || training === undefined || snapshot !== 'target'
      ? []
      : [{cell, training, curvature: found}];
  });
}

/** The paper's finite-difference estimator beside exact products on the same random vectors. */
export const estimatorTable = (name: string, observations: Observations): Table =>
  tidyTable(
    name,
    {
      ...runMeanings,
      finiteDifference: ['', '‖H‖ = √(mean ‖Hv‖²), v ~ N(0, I), Hv by finite differences'],
      finiteDifferenceError: ['', 'one standard error of its random vectors'],
      exact: ['', 'the same with exact products on the same vectors'],
      exactError: ['', 'one standard error of its random vectors'],
      disagreement: ['', 'mean of ‖Hv − FD(v)‖/‖Hv‖'],
      step: ['', 'ε·‖v‖: how far the weights were moved'],
      probes: ['products', 'random vectors'],
    },
    endpointsOf(observations).flatMap((endpoint) => {
      const found = endpoint.curvature.finiteDifference;
      if (found === null) return [];
      const {frobenius, exact, disagreement, step, probes} = found;
      return [
        {
          ...runColumns(endpoint.cell, endpoint.training),
          finiteDifference: frobenius.value,
          finiteDifferenceError: frobenius.standardError,
          exact: exact.value,
          exactError: exact.standardError,
          disagreement,
          step,
          probes,
        },
      ];
    }),
  );

/** Two tables: the ends of each whole spectrum, and its density on one grid for all. */
export function spectrumTables(
  names: {readonly ends: string; readonly density: string},
  observations: Observations,
): Table[] {
  const spectra = endpointsOf(observations).flatMap((endpoint) => {
    const measure = endpoint.curvature.density;
    return measure === null ? [] : [{endpoint, measure}];
  });
  const nodes = spectra.map(({measure}) => measure.nodes);
  const bandwidth = bandwidthShare * Math.max(0, ...nodes.map((own) => spread(own)));
  const grid = gridOver(nodes.flat(), 4 * bandwidth);
  return [
    tidyTable(
      names.ends,
      {
        ...runMeanings,
        lambdaMax: ['', 'largest eigenvalue, by Lanczos'],
        lambdaMaxResidual: ['', 'some eigenvalue lies within this distance of it'],
        lambdaMaxConverged: ['', 'whether that reached the tolerance'],
        lambdaMin: ['', 'smallest eigenvalue; empty where it did not converge'],
        bandwidth: ['', 'standard deviation of the Gaussian that smooths the density'],
        single: ['', 'height in the density of a single eigenvalue'],
      },
      spectra.map(({endpoint}) => {
        const {extremes, dimension} = endpoint.curvature;
        const [top] = extremes.largest;
        const bottom = extremes.smallest.at(0);
        return {
          ...runColumns(endpoint.cell, endpoint.training),
          lambdaMax: top.value,
          lambdaMaxResidual: top.residual,
          lambdaMaxConverged: top.converged,
          lambdaMin: bottom?.converged ? bottom.value : null,
          bandwidth,
          single: 1 / (dimension * bandwidth * Math.sqrt(2 * Math.PI)),
        };
      }),
    ),
    tidyTable(
      names.density,
      {
        noise: ['', 'n = η/S'],
        seed: ['', 'replicate'],
        eigenvalue: ['', 'λ'],
        density: ['', 'density of the eigenvalues of the Hessian at λ; integrates to 1'],
      },
      spectra.flatMap(({endpoint, measure}) => {
        const {noise, seed} = runColumns(endpoint.cell, endpoint.training);
        const heights = smoothDensity(measure, grid, bandwidth);
        return grid.map((eigenvalue, index) => ({
          noise,
          seed,
          eigenvalue,
          density: heights[index],
        }));
      }),
    ),
  ];
}

const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

/** Even points over all values, and `margin` beyond. */
function gridOver(values: readonly number[], margin: number): number[] {
  if (values.length === 0) return [];
  const from = Math.min(...values) - margin;
  const step = (spread(values) + 2 * margin) / (gridPoints - 1);
  return Array.from({length: gridPoints}, (_, index) => from + step * index);
}
