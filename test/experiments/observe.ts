import type {Curvature, GradientNoise, Interpolation, Plane} from '../../src/curvature/record.ts';
import {
  ExperimentSummary,
  type Estimate,
  type ExperimentSummary as Summary,
} from '../../src/judging/results.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import {irregularOf} from '../../src/study/irregular.ts';
import type {
  Observations,
  ObservedProbe,
  ObservedRun,
  Training,
} from '../../src/study/observations.ts';
import type {Settings} from '../../src/study/settings.ts';
import type {Table} from '../../src/tables/table.ts';
import {TrainingPlan} from '../../src/training/plan.ts';
import type {HistoryRow, MetricsOfSets, RunResult} from '../../src/training/record.ts';

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

/** A run; its label is made of its settings, as no summary reads it. */
export function run(settings: Settings, replicate: number, found?: Training): ObservedRun {
  const cell = `${JSON.stringify(settings)}/${replicate}`;
  return {node: `train/${cell}`, cell, settings, replicate, ...(found && {found})};
}

interface More {
  readonly settings?: Settings;
  readonly missedTarget?: boolean;
}

/** A probe of a snapshot of a run that found this; nothing when it failed. */
export const probe = (
  kind: string,
  at: ObservedRun,
  snapshot: string,
  found: unknown,
  more: More = {},
): ObservedProbe => probed(kind, [at], snapshot, found, more);

/** A probe of a snapshot of two runs, as that of the line between them, that found this. */
export const probeBetween = (
  kind: string,
  ends: readonly [ObservedRun, ObservedRun],
  snapshot: string,
  found: unknown,
  more: More = {},
): ObservedProbe => probed(kind, ends, snapshot, found, more);

function probed(
  kind: string,
  runs: readonly [ObservedRun, ...ObservedRun[]],
  snapshot: string,
  found: unknown,
  {settings = {}, missedTarget = false}: More,
): ObservedProbe {
  const [first, ...others] = runs.map((run) => ({run, snapshot, missedTarget}));
  const cell = `${runs.map((run) => run.cell).join(' ')}/${snapshot}`;
  return {
    node: `${kind}/${cell}`,
    kind,
    cell,
    settings,
    replicate: runs[0].replicate,
    at: [first, ...others],
    unconverged: [],
    ...(found !== undefined && {found}),
  };
}

export const estimated = (value: number) => ({value, standardError: value / 100});
const ritz = (value: number) => ({value, residual: 0, converged: true});

/** A Hessian of this norm. */
export const curvature = ({
  frobenius,
  loss = 0.3,
  ...rest
}: {readonly frobenius: number} & Partial<Curvature>): Curvature => ({
  loss,
  gradientNorm: 0,
  weightNorm: 1,
  dimension: 100,
  images: 100,
  extremes: {largest: [ritz(frobenius / 2)], smallest: [], iterations: 10, converged: true},
  invariants: {
    trace: estimated(frobenius),
    frobenius: estimated(frobenius),
    probes: 8,
  },
  rescaled: {lambdaMax: ritz(1), iterations: 5, frobenius: null},
  training: null,
  finiteDifference: null,
  density: null,
  ...rest,
});

/** Ends of a line that are as wide as this. */
export function ends({
  left,
  right,
  open = false,
}: {
  readonly left: number;
  readonly right: number;
  readonly open?: boolean;
}): Interpolation {
  const curve = {loss: [0.2, 0.1], accuracy: [0.9, 0.95]};
  const end = (width: number) => ({loss: 0.1, width, open, curvature: 1 / width ** 2});
  return {
    alpha: [0, 1],
    distance: 1,
    delta: 0.1,
    images: 100,
    train: curve,
    validation: curve,
    interpolatedStatistics: {train: curve, validation: curve},
    left: end(left),
    right: end(right),
  };
}

/** Gradient noise of this isotropy, with these distances from a Gaussian, by batch size. */
export const noise = ({
  isotropy,
  distances,
  ...rest
}: {
  readonly isotropy: number;
  readonly distances: Readonly<Record<number, number>>;
} & Partial<GradientNoise>): GradientNoise => ({
  images: 100,
  dimension: 1000,
  gradientNorm: 1,
  invariants: {trace: estimated(5), frobenius: estimated(2), probes: 8},
  largest: [ritz(3)],
  isotropy,
  alignment: {value: 0.5, standardError: 0.1},
  gaussianity: Object.entries(distances).map(([batchSize, distance]) => ({
    batchSize: Number(batchSize),
    distance,
    nullMean: 0.009,
    excessKurtosis: distance,
  })),
  ...rest,
});

/** A plane over [−1, 1]² whose train loss rises from that in the middle by steepness·r². */
export function plane(
  {loss = 0.2, steepness}: {readonly loss?: number; readonly steepness: number},
  axis: readonly number[] = [-1, 0, 1],
): Plane {
  const points = axis.flatMap((b) => axis.map((a) => loss + steepness * (a ** 2 + b ** 2)));
  const curve = {loss: points, accuracy: points.map((value) => Math.exp(-value))};
  return {axis: [...axis], lengths: [1, 1], images: 100, train: curve, validation: curve};
}

/** Observations of which only some are there. */
export const observations = (found: Partial<Observations>): Observations => ({
  runs: [],
  probes: [],
  studies: [],
  ...found,
});

/** What the summarizing stage makes of observations. */
export const summarized = (
  experiment: string,
  summarize: Summarize,
  observed: Observations,
): Summary =>
  ExperimentSummary.parse({
    experiment,
    ...summarize(observed),
    irregular: irregularOf(observed),
  });

export function estimateOf(summary: Summary, claim: string, criterion: string): Estimate {
  const evidence = summary.evidence.find((each) => each.claim === claim);
  const estimate = evidence?.estimates.find((each) => each.criterion === criterion);
  if (estimate === undefined) throw new Error(`No estimate of ${claim} ${criterion}.`);
  return estimate;
}

export function rowsOf(summary: Pick<Summary, 'tables'>, table: string): Table['rows'] {
  const found = summary.tables.find(({name}) => name === table);
  if (found === undefined) throw new Error(`No table ${table}.`);
  return found.rows;
}
