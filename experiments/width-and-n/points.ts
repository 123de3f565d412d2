import {correlationTest, partialSpearman, spearman} from '../../src/stats/rank-correlation.ts';
import type {Curvature} from '../../src/curvature/record.ts';
import type {HistoryRow} from '../../src/training/record.ts';
import type {Criterion} from '../../src/judging/claim.ts';
import {correlationEstimate} from '../../src/judging/estimate.ts';
import type {Estimate} from '../../src/judging/results.ts';
import {perSeed, seedsOf} from '../../src/stats/by-seed.ts';
import {
  foundAt,
  type ObservedRun,
  type Probe,
  type Training,
} from '../../src/study/observations.ts';
import type {RowOf} from '../../src/tables/declare.ts';
import {rowAfter} from '../shared/accuracy.ts';
import {hessianColumns} from '../shared/hessian.ts';
import {runColumns} from '../shared/run-columns.ts';
import type {correlationColumns, Point} from './columns.ts';

/**
 * Every finished run where it reached the common train loss; a run that never did is shown where it
 * ended and takes no part in comparisons (`reachedTarget` is false).
 */
export function pointsAtTarget(
  runs: readonly ObservedRun[],
  probes: readonly Probe<Curvature>[],
): Point[] {
  return runs.flatMap((run) => {
    const {found: training} = run;
    if (training === undefined) return [];
    const {target, end} = training.result;
    return [pointAt(run, training, target ?? end, foundAt(probes, run, 'target'))];
  });
}

/** Every run that was still going after the epochs of its first snapshot, whatever its loss there. */
export function pointsAtFixedEpochs(
  runs: readonly ObservedRun[],
  probes: readonly Probe<Curvature>[],
): Point[] {
  return runs.flatMap((run) => {
    const {found: training} = run;
    const epochs = training?.plan.snapshotEpochs[0];
    if (training === undefined || epochs === undefined) return [];
    const row = rowAfter(training.result, epochs);
    if (row === undefined) return [];
    return [pointAt(run, training, row, foundAt(probes, run, `epoch-${epochs}`))];
  });
}

function pointAt(
  run: ObservedRun,
  training: Training,
  {epoch, weightNorm, metrics}: HistoryRow,
  curvature: Curvature | undefined,
): Point {
  return {
    ...runColumns(run, training),
    epoch,
    trainLoss: metrics.train?.loss ?? null,
    validationAccuracy: metrics.validation?.accuracy ?? null,
    ...hessianColumns(curvature),
    weightNorm,
  };
}

const quantities = ['frobenius', 'lambdaMax', 'rescaledLambdaMax', 'validationAccuracy'] as const;
type Quantity = (typeof quantities)[number];
const conditions = ['nothing', 'learning rate', 'batch size', 'train loss'] as const;
type Given = (typeof conditions)[number];

/** Fewer cells than this say nothing of an order. */
const fewestCells = 5;

/** Rank correlations of log n with a quantity, one a seed, and the fewest cells behind any of them. */
function correlations(points: readonly Point[], quantity: Quantity, given: Given) {
  const known = points.filter(
    (point) => point[quantity] !== null && heldFixed(point, given) !== null,
  );
  const counts = seedsOf(known).map((seed) => known.filter((point) => point.seed === seed).length);
  const enough = counts.filter((count) => count >= fewestCells);
  const rho = perSeed(known, (cells) => {
    if (cells.length < fewestCells) return undefined;
    const noise = cells.map((point) => point.noise);
    const values = cells.map((point) => point[quantity] ?? NaN);
    if (given === 'nothing') return spearman(noise, values);
    return partialSpearman(
      noise,
      values,
      cells.map((point) => heldFixed(point, given) ?? NaN),
    );
  });
  return {rho, cells: enough.length === 0 ? 0 : Math.min(...enough)};
}

/** What is partialled out; 0 for nothing, null where it is not known. */
function heldFixed({learningRate, batchSize, trainLoss}: Point, given: Given): number | null {
  switch (given) {
    case 'nothing':
      return 0;
    case 'learning rate':
      return learningRate;
    case 'batch size':
      return batchSize;
    case 'train loss':
      return trainLoss;
  }
}

/** The estimate of a claim that n orders a quantity, at the common train loss. */
export function noiseOrders(
  criterion: Criterion,
  quantity: Quantity,
  points: readonly Point[],
): Estimate {
  const {rho, cells} = correlations(
    points.filter(({reachedTarget}) => reachedTarget),
    quantity,
    'nothing',
  );
  return correlationEstimate(criterion, rho, cells);
}

/** Does n order a quantity beyond the learning rate, the batch size or the train loss alone? Shown, not judged. */
export function beyondNotes(quantity: Quantity, points: readonly Point[]): string[] {
  const compared = points.filter(({reachedTarget}) => reachedTarget);
  return conditions.slice(1).flatMap((given) => {
    const {rho, pBelow, pAbove} = tested(correlations(compared, quantity, given));
    if (rho === null) return [];
    const p = Math.min(pBelow, pAbove).toPrecision(2);
    return [`Given the ${given} alone, ρ = ${rho.toFixed(2)} (one-sided p = ${p}, uncorrected).`];
  });
}

/** Rank correlations of n at both moments, alone and given η or S. */
export const correlationRows = (
  groups: readonly {readonly group: string; readonly points: readonly Point[]}[],
): RowOf<typeof correlationColumns>[] =>
  groups.flatMap(({group, points}) =>
    quantities.flatMap((quantity) =>
      conditions.map((given) => ({
        group,
        quantity,
        given,
        ...tested(correlations(points, quantity, given)),
      })),
    ),
  );

function tested({rho, cells}: {readonly rho: readonly number[]; readonly cells: number}) {
  const counts = {seeds: rho.length, cells};
  const test = correlationTest(rho, cells);
  if (test === undefined)
    return {rho: null, low: null, high: null, pBelow: null, pAbove: null, ...counts};
  const {mean, interval, pBelow, pAbove} = test;
  return {rho: mean, low: interval[0], high: interval[1], pBelow, pAbove, ...counts};
}
