import {smoothDensity} from '../../src/curvature/density.ts';
import type {Curvature} from '../../src/curvature/record.ts';
import type {ObservedRun, Probe, Training} from '../../src/study/observations.ts';
import type {Row} from '../../src/tables/declare.ts';
import {runColumns} from '../shared/run-columns.ts';
import type * as tables from './tables.ts';

/** The width of the smoothing, as a share of the widest spectrum; and the points of the grid. */
const bandwidthShare = 0.01;
const gridPoints = 301;

/** A probe of the Hessian, and the run that ended there. */
interface Endpoint {
  readonly run: ObservedRun;
  readonly training: Training;
  readonly curvature: Curvature;
}

/** The probes at the common train loss (or where a run that missed it ended). */
const endpointsOf = (probes: readonly Probe<Curvature>[]): Endpoint[] =>
  probes.flatMap(({at: [{run, snapshot}], found}) =>
    found === undefined || run.found === undefined || snapshot !== 'target'
      ? []
      : [{run, training: run.found, curvature: found}],
  );

/** The paper's finite-difference estimator beside exact products on the same random vectors. */
export const estimatorRows = (
  probes: readonly Probe<Curvature>[],
): Row<typeof tables.estimators>[] =>
  endpointsOf(probes).flatMap(({run, training, curvature}) => {
    const found = curvature.finiteDifference;
    if (found === null) return [];
    const {frobenius, exact, disagreement, step, probes: vectors} = found;
    return [
      {
        ...runColumns(run, training),
        finiteDifference: frobenius.value,
        finiteDifferenceError: frobenius.standardError,
        exact: exact.value,
        exactError: exact.standardError,
        disagreement,
        step,
        probes: vectors,
      },
    ];
  });

/** The ends of each whole spectrum, and its density on one grid for all. */
export function spectrumRows(probes: readonly Probe<Curvature>[]): {
  readonly ends: Row<typeof tables.spectra>[];
  readonly density: Row<typeof tables.density>[];
} {
  const found = endpointsOf(probes).flatMap((endpoint) => {
    const measure = endpoint.curvature.density;
    return measure === null ? [] : [{...endpoint, measure}];
  });
  const nodes = found.map(({measure}) => measure.nodes);
  const bandwidth = bandwidthShare * Math.max(0, ...nodes.map((own) => spread(own)));
  const grid = gridOver(nodes.flat(), 4 * bandwidth);
  return {
    ends: found.map((endpoint) => endsRow(endpoint, bandwidth)),
    density: found.flatMap(({run, training, measure}) => {
      const {noise, seed} = runColumns(run, training);
      const heights = smoothDensity(measure, grid, bandwidth);
      return grid.map((eigenvalue, index) => ({noise, seed, eigenvalue, density: heights[index]}));
    }),
  };
}

function endsRow(
  {run, training, curvature}: Endpoint,
  bandwidth: number,
): Row<typeof tables.spectra> {
  const {extremes, dimension} = curvature;
  const [top] = extremes.largest;
  const bottom = extremes.smallest.at(0);
  return {
    ...runColumns(run, training),
    lambdaMax: top.value,
    lambdaMaxResidual: top.residual,
    lambdaMaxConverged: top.converged,
    lambdaMin: bottom?.converged ? bottom.value : null,
    bandwidth,
    single: 1 / (dimension * bandwidth * Math.sqrt(2 * Math.PI)),
  };
}

const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

/** Even points over all values, and `margin` beyond. */
function gridOver(values: readonly number[], margin: number): number[] {
  if (values.length === 0) return [];
  const from = Math.min(...values) - margin;
  const step = (spread(values) + 2 * margin) / (gridPoints - 1);
  return Array.from({length: gridPoints}, (_, index) => from + step * index);
}
