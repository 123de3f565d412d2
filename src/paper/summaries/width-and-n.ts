import {correlationTest, partialSpearman, spearman} from '../../stats/rank-correlation.ts';
import type {Curvature} from '../../curvature/record.ts';
import type {HistoryRow} from '../../training/record.ts';
import type {Criterion} from '../claims/claim.ts';
import type {Estimate, Table} from '../results.ts';
import {tidyTable} from '../table.ts';
import {rowAfter} from './accuracy.ts';
import {correlationEstimate} from './estimate.ts';
import {curvatureAt, hessianColumns, hessianMeanings, type HessianColumns} from './hessian.ts';
import type {ObservedRun, Probe, Training} from './observations.ts';
import {perSeed, seedsOf} from './by-seed.ts';
import {runColumns, runMeanings, type RunColumns} from './run-columns.ts';

/** One run at one moment: where it reached the common train loss, or after a fixed number of epochs. */
export interface Point extends RunColumns, HessianColumns {
  readonly epoch: number;
  readonly trainLoss: number | null;
  readonly validationAccuracy: number | null;
  readonly weightNorm: number | null;
}

/**
 * Every finished run where it reached the common train loss; a run that never did is shown where it
 * ended and takes no part in comparisons (`reachedTarget` is false).
 */
export function pointsAtTarget(
  runs: readonly ObservedRun[],
  probes: readonly Probe<Curvature>[],
): Point[] {
  return runs.flatMap(({cell, found: training}) => {
    if (training === undefined) return [];
    const {target, end} = training.result;
    return [pointAt(cell, training, target ?? end, curvatureAt(probes, cell, 'target'))];
  });
}

/** Every run that was still going after the epochs of its first snapshot, whatever its loss there. */
export function pointsAtFixedEpochs(
  runs: readonly ObservedRun[],
  probes: readonly Probe<Curvature>[],
): Point[] {
  return runs.flatMap(({cell, found: training}) => {
    const epochs = training?.plan.snapshotEpochs[0];
    if (training === undefined || epochs === undefined) return [];
    const row = rowAfter(training.result, epochs);
    if (row === undefined) return [];
    return [pointAt(cell, training, row, curvatureAt(probes, cell, `epoch-${epochs}`))];
  });
}

function pointAt(
  cell: string,
  training: Training,
  {epoch, weightNorm, metrics}: HistoryRow,
  curvature: Curvature | undefined,
): Point {
  return {
    ...runColumns(cell, training),
    epoch,
    trainLoss: metrics.train?.loss ?? null,
    validationAccuracy: metrics.validation?.accuracy ?? null,
    ...hessianColumns(curvature),
    weightNorm,
  };
}

const quantities = ['frobenius', 'lambdaMax', 'rescaledLambdaMax', 'validationAccuracy'] as const;
type Quantity = (typeof quantities)[number];
const conditions = ['nothing', 'learning rate', 'batch size'] as const;
type Given = (typeof conditions)[number];

/** Fewer cells than this say nothing of an order. */
const fewestCells = 5;

/** Rank correlations of log n with a quantity, one a seed, and the fewest cells behind any of them. */
function correlations(points: readonly Point[], quantity: Quantity, given: Given) {
  const known = points.filter((point) => point[quantity] !== null);
  const counts = seedsOf(known).map((seed) => known.filter((point) => point.seed === seed).length);
  const enough = counts.filter((count) => count >= fewestCells);
  const rho = perSeed(known, (cells) => {
    if (cells.length < fewestCells) return undefined;
    const noise = cells.map((point) => point.noise);
    const values = cells.map((point) => point[quantity] ?? NaN);
    if (given === 'nothing') return spearman(noise, values);
    const alone = cells.map((point) =>
      given === 'learning rate' ? point.learningRate : point.batchSize,
    );
    return partialSpearman(noise, values, alone);
  });
  return {rho, cells: enough.length === 0 ? 0 : Math.min(...enough)};
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

/** Does n order a quantity beyond the learning rate alone and the batch size alone? Shown, not judged. */
export function beyondNotes(quantity: Quantity, points: readonly Point[]): string[] {
  const compared = points.filter(({reachedTarget}) => reachedTarget);
  return conditions.slice(1).flatMap((given) => {
    const {rho, pBelow, pAbove} = tested(correlations(compared, quantity, given));
    if (rho === null) return [];
    const p = Math.min(pBelow, pAbove).toPrecision(2);
    return [`Given the ${given} alone, ρ = ${rho.toFixed(2)} (one-sided p = ${p}, uncorrected).`];
  });
}

/** Points as a tidy table. */
export const pointsTable = (name: string, points: readonly Point[]): Table =>
  tidyTable(
    name,
    {
      ...runMeanings,
      epoch: ['epochs', 'when it was measured'],
      trainLoss: ['nat', 'train loss then'],
      validationAccuracy: ['', 'accuracy on the validation images then'],
      ...hessianMeanings,
      weightNorm: ['', 'L2 norm of all weights then'],
    },
    points.map((point) => ({...point})),
  );

/** Rank correlations of n at both moments, alone and given η or S. */
export function correlationsTable(
  name: string,
  groups: readonly {readonly group: string; readonly points: readonly Point[]}[],
): Table {
  const rows = groups.flatMap(({group, points}) =>
    quantities.flatMap((quantity) =>
      conditions.map((given) => ({
        group,
        quantity,
        given,
        ...tested(correlations(points, quantity, given)),
      })),
    ),
  );
  return tidyTable(
    name,
    {
      group: ['', 'which runs, and when they were measured'],
      quantity: ['', 'what n is correlated with'],
      given: ['', 'what is held fixed (partial rank correlation)'],
      rho: ['', 'mean Spearman ρ over seeds, by Fisher’s z'],
      low: ['', 'lower end of its 95% interval'],
      high: ['', 'upper end of its 95% interval'],
      pBelow: ['', 'one-sided p in favour of ρ < 0, uncorrected'],
      pAbove: ['', 'one-sided p in favour of ρ > 0, uncorrected'],
      seeds: ['', 'seeds'],
      cells: ['', 'fewest cells of a seed'],
    },
    rows,
  );
}

function tested({rho, cells}: {readonly rho: readonly number[]; readonly cells: number}) {
  const counts = {seeds: rho.length, cells};
  const test = correlationTest(rho, cells);
  if (test === undefined)
    return {rho: null, low: null, high: null, pBelow: null, pAbove: null, ...counts};
  const {mean, interval, pBelow, pAbove} = test;
  return {rho: mean, low: interval[0], high: interval[1], pBelow, pAbove, ...counts};
}
