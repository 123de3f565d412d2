import type {
  Curvature,
  ObservedRun,
  Probe,
  Training,
} from '../../../src/paper/summaries/observations.ts';
import {ModelSpec} from '../../../src/models/spec.ts';
import {TrainingPlan} from '../../../src/training/plan.ts';
import type {HistoryRow, MetricsOfSets, RunResult} from '../../../src/training/record.ts';

const batchNormMlp = ModelSpec.parse({
  family: 'mlp',
  depth: 4,
  width: 8,
  batchNorm: true,
  initialisation: {kind: 'he-normal'},
});

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

/** A run as its record tells it: plan and result as given, the rest plain. */
export function training(
  plan: Partial<TrainingPlan> & Pick<TrainingPlan, 'learningRate' | 'batchSize'>,
  result: Partial<RunResult> & Pick<RunResult, 'history'>,
  model: ModelSpec = batchNormMlp,
): Training {
  const end = result.history.at(-1) ?? row(0, {});
  return {
    model,
    plan: TrainingPlan.parse({trainSize: 1000, limits: {epochs: 10}, ...plan}),
    result: {outcome: 'completed', target: null, end, snapshots: [], ...result},
  };
}

export const run = (cell: string, found?: Training): ObservedRun => ({
  node: `train/${cell}`,
  cell,
  ...(found && {found}),
});

export const curvature = (
  cell: string,
  snapshot: string,
  found: Partial<Curvature>,
): Probe<Curvature> => ({
  node: `measure-curvature/${cell}@${snapshot}`,
  cell,
  snapshot,
  found: {
    frobenius: null,
    frobeniusError: null,
    lambdaMax: null,
    trace: null,
    loss: null,
    weightNorm: null,
    unconverged: [],
    ...found,
  },
});
