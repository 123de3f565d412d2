import type {
  Curvature,
  GradientNoise,
  Interpolation,
  Plane,
} from '../../../src/curvature/record.ts';
import {TrainingPlan} from '../../../src/training/plan.ts';
import type {
  Observations,
  ObservedLine,
  ObservedRun,
  Probe,
  Training,
} from '../../../src/paper/summaries/observations.ts';
import type {ExperimentSummary, Estimate, Table} from '../../../src/paper/results.ts';
import type {HistoryRow, MetricsOfSets, RunResult} from '../../../src/training/record.ts';

/** One evaluation. */
export const row = (epoch: number, metrics: MetricsOfSets): HistoryRow => ({
  step: Math.round(10 * epoch),
  epoch,
  rateTime: epoch,
  learningRate: 0.1,
  batchSize: 50,
  weightNorm: 1,
  metrics,
});

/** Metrics of some parts of the data, from their accuracies; the losses go with them. */
export const accuracies = (found: Readonly<Record<string, number>>): MetricsOfSets =>
  Object.fromEntries(
    Object.entries(found).map(([set, accuracy]) => [set, {accuracy, loss: 1 - accuracy}]),
  );

type Plan = Partial<TrainingPlan> & Pick<TrainingPlan, 'learningRate' | 'batchSize'>;
type Result = Partial<RunResult> & Pick<RunResult, 'history'>;

/** A run as its record tells it: plan and result as given, the rest plain. */
export function training(plan: Plan, result: Result): Training {
  const end = result.history.at(-1) ?? row(0, {});
  return {
    plan: TrainingPlan.parse({trainSize: 1000, limits: {epochs: 10}, ...plan}),
    result: {outcome: 'completed', target: null, end, snapshots: [], ...result},
  };
}

export const run = (cell: string, found?: Training): ObservedRun => ({
  node: `train/${cell}`,
  cell,
  ...(found && {found}),
});

const estimated = (value: number) => ({value, standardError: value / 100});
const ritz = (value: number) => ({value, residual: 0, converged: true});

/** A curvature probe that found these. */
export function curvature(
  cell: string,
  snapshot: string,
  {frobenius, loss = 0.3, ...rest}: {readonly frobenius: number} & Partial<Curvature>,
): Probe<Curvature> {
  return {
    node: `measure-curvature/${cell}/${snapshot}`,
    cell,
    snapshot,
    found: {
      loss,
      gradientNorm: 0,
      weightNorm: 1,
      dimension: 100,
      images: 100,
      extremes: {
        largest: [ritz(frobenius / 2)],
        smallest: [],
        iterations: 10,
        converged: true,
      },
      invariants: {
        trace: estimated(frobenius),
        frobenius: estimated(frobenius),
        probes: 8,
        converged: true,
      },
      rescaled: {lambdaMax: ritz(1), iterations: 5},
      finiteDifference: null,
      density: null,
      ...rest,
    },
  };
}

/** A line whose ends have these widths. */
export function line(
  cell: string,
  {left, right, open = false}: {readonly left: number; readonly right: number; open?: boolean},
): ObservedLine {
  const curve = {loss: [0.2, 0.1], accuracy: [0.9, 0.95]};
  const end = (width: number): Interpolation['left'] => ({
    loss: 0.1,
    width,
    open,
    curvature: 1 / width ** 2,
  });
  return {
    node: `interpolate/${cell}`,
    cell,
    left: 'E3/lr=0.1,batch=128/seed=1',
    right: 'E3/lr=0.1,batch=1024/seed=1',
    missedTarget: false,
    found: {
      alpha: [0, 1],
      distance: 1,
      delta: 0.1,
      images: 100,
      train: curve,
      validation: curve,
      interpolatedStatistics: {train: curve, validation: curve},
      left: end(left),
      right: end(right),
    },
  };
}

/** A noise probe with this isotropy; A² falls with S as S^−decay. */
export function noise(
  cell: string,
  snapshot: string,
  {isotropy, distances}: {readonly isotropy: number; readonly distances: readonly number[]},
): Probe<GradientNoise> {
  return {
    node: `measure-noise/${cell}/${snapshot}`,
    cell,
    snapshot,
    found: {
      images: 100,
      dimension: 1000,
      gradientNorm: 1,
      invariants: {trace: estimated(5), frobenius: estimated(2), probes: 8, converged: true},
      largest: [ritz(3)],
      isotropy,
      alignment: {value: 0.5, standardError: 0.1},
      gaussianity: distances.map((statistic, index) => ({
        batchSize: 4 ** index,
        statistic,
        nullMean: 0.4,
        null95: 0.6,
        pValue: 0.5,
        excessKurtosis: statistic,
      })),
    },
  };
}

/** A plane over [−1, 1]² whose train loss rises from that in the middle by steepness·r². */
export function plane(
  cell: string,
  snapshot: string,
  {loss = 0.2, steepness}: {readonly loss?: number; readonly steepness: number},
  axis: readonly number[] = [-1, 0, 1],
): Probe<Plane> {
  const points = axis.flatMap((b) => axis.map((a) => loss + steepness * (a ** 2 + b ** 2)));
  const curve = {loss: points, accuracy: points.map((value) => Math.exp(-value))};
  return {
    node: `survey-plane/${cell}/${snapshot}`,
    cell,
    snapshot,
    found: {axis: [...axis], lengths: [1, 1], images: 100, train: curve, validation: curve},
  };
}

/** Observations of which only some kinds exist. */
export const observations = (found: Partial<Observations>): Observations => ({
  runs: [],
  curvature: [],
  noise: [],
  lines: [],
  planes: [],
  ...found,
});

export function estimateOf(summary: ExperimentSummary, claim: string, criterion: string): Estimate {
  const evidence = summary.evidence.find((each) => each.claim === claim);
  const estimate = evidence?.estimates.find((each) => each.criterion === criterion);
  if (estimate === undefined) throw new Error(`No estimate of ${claim} ${criterion}.`);
  return estimate;
}

export function rowsOf(summary: ExperimentSummary, table: string): Table['rows'] {
  const found = summary.tables.find(({name}) => name === table);
  if (found === undefined) throw new Error(`No table ${table}.`);
  return found.rows;
}
