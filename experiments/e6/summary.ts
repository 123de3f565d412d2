import {legacy} from '../legacy.ts';
import {valueAt} from '../../src/stats/curve.ts';
import {equivalenceTest} from '../../src/stats/equivalence.ts';
import type {RunResult} from '../../src/training/record.ts';
import {claims} from './claims.ts';
import type {Evidence, ExperimentSummary} from '../../src/judging/results.ts';
import type {Table} from '../../src/tables/table.ts';
import {tidyTable} from '../../src/tables/tidy-table.ts';
import {accuracyStep, finalAccuracy, guessing} from '../shared/accuracy.ts';
import {mean} from '../../src/stats/by-seed.ts';
import {readCell} from '../shared/cell.ts';
import {curveEstimate, meanEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import {irregularOf} from '../legacy.ts';
import type {ObservedRun, Observations, Training} from '../legacy.ts';

/** Two arms whose n is equal at all times, and the control whose n is not. */
const pairs = {
  cyclic: ['cyclic-learning-rate', 'cyclic-batch-size'],
  constant: ['constant-small', 'constant-large'],
  control: ['constant-small', 'rescaled-by-root'],
} as const;
type Pair = keyof typeof pairs;
const sets = ['test', 'train'] as const;
type Set = (typeof sets)[number];

/** Learning curves at equal n. */
export function summarizeE6(observations: Observations): ExperimentSummary {
  const {runs} = observations;
  return {
    experiment: 'E6',
    evidence: [evidenceOf('E6a', 'cyclic', runs), evidenceOf('E6b', 'constant', runs)],
    tables: [curveTable(runs), differenceTable(runs), fitTable(runs)],
    irregular: irregularOf(observations),
  };
}

function evidenceOf(claim: string, pair: Pair, runs: readonly ObservedRun[]): Evidence {
  const arms: readonly string[] = pairs[pair];
  const planned = runs.filter(({cell}) => arms.includes(armOf(cell)));
  return evidence(claims, claim, {
    planned,
    estimates: {
      'test-curve': (c) => curveEstimate(c, curveDifferences(runs, pair, 'test'), accuracyStep),
      'train-curve': (c) => curveEstimate(c, curveDifferences(runs, pair, 'train'), accuracyStep),
      end: (c) => meanEstimate(c, endDifferences(runs, pair), accuracyStep),
    },
  });
}

const armOf = (cell: string) => readCell(cell).settings['arm'] ?? '';

/** The two runs of a pair, seed by seed; seeds that lack one are left out. */
function pairedRuns(runs: readonly ObservedRun[], pair: Pair) {
  const of = (arm: string) => runs.filter(({cell}) => armOf(cell) === arm);
  const [first, second] = pairs[pair];
  return of(first).flatMap(({cell, found: a}) => {
    const {seed} = readCell(cell);
    const b = of(second).find((other) => readCell(other.cell).seed === seed)?.found;
    return a === undefined || b === undefined ? [] : [{seed, a, b}];
  });
}

/** The epochs at which curves are compared: those that the plan asked to evaluate. */
function evaluationEpochs({plan: {history, limits}}: Training): number[] {
  const count = Math.floor((limits.epochs ?? 0) / history.everyEpochs + 1e-9);
  return Array.from({length: count}, (_, index) => (index + 1) * history.everyEpochs);
}

/**
 * Accuracy at given epochs, linearly between evaluations, since a batch seldom ends just there; a run
 * that has diverged guesses.
 */
function accuracyCurve({history}: RunResult, set: Set, epochs: readonly number[]): number[] {
  const rows = history.filter(({metrics}) => metrics[set] !== undefined);
  const curve = {
    x: rows.map(({epoch}) => epoch),
    y: rows.map(({metrics}) => metrics[set]?.accuracy ?? guessing),
  };
  return epochs.map((epoch) => valueAt(curve, epoch) ?? guessing);
}

/** Seeds × epochs: accuracy of the first arm less that of the second. */
const curveDifferences = (runs: readonly ObservedRun[], pair: Pair, set: Set): number[][] =>
  pairedRuns(runs, pair).map(({a, b}) => {
    const epochs = evaluationEpochs(a);
    const second = accuracyCurve(b.result, set, epochs);
    return accuracyCurve(a.result, set, epochs).map((value, index) => value - second[index]);
  });

const endDifferences = (runs: readonly ObservedRun[], pair: Pair): number[] =>
  pairedRuns(runs, pair).map(
    ({a, b}) => finalAccuracy(a.result, 'test') - finalAccuracy(b.result, 'test'),
  );

const curveTable = (runs: readonly ObservedRun[]): Table =>
  tidyTable(
    'e6-curves',
    {
      arm: ['', 'which schedule'],
      seed: ['', 'replicate'],
      epoch: ['epochs', 'when it was evaluated'],
      learningRate: ['', 'learning rate η then'],
      batchSize: ['images', 'batch size S then'],
      noise: ['', 'n = η/S then'],
      trainLoss: ['nat', 'loss on a fixed part of the training set'],
      trainAccuracy: ['', 'accuracy on that part'],
      testAccuracy: ['', 'accuracy on the test set'],
    },
    runs.flatMap(({cell, found}) =>
      (found?.result.history ?? []).map(({epoch, learningRate, batchSize, metrics}) => ({
        arm: armOf(cell),
        seed: readCell(cell).seed,
        epoch,
        learningRate,
        batchSize,
        noise: learningRate / batchSize,
        trainLoss: metrics.train?.loss ?? null,
        trainAccuracy: metrics.train?.accuracy ?? null,
        testAccuracy: metrics.test?.accuracy ?? null,
      })),
    ),
  );

const everyPair = Object.keys(pairs).filter((name): name is Pair => name in pairs);

/** Differences at every evaluation with their intervals: what the equivalence tests see. */
function differenceTable(runs: readonly ObservedRun[]): Table {
  const rows = everyPair.flatMap((pair) =>
    sets.flatMap((set) => {
      const epochs = pairedRuns(runs, pair)
        .slice(0, 1)
        .flatMap(({a}) => evaluationEpochs(a));
      const differences = curveDifferences(runs, pair, set);
      return epochs.map((epoch, index) => {
        const values = differences.map((curve) => curve[index]);
        const test = equivalenceTest(values, 1, accuracyStep);
        return {
          pair,
          set,
          epoch,
          difference: mean(values),
          low: test?.interval[0] ?? null,
          high: test?.interval[1] ?? null,
        };
      });
    }),
  );
  return tidyTable(
    'e6-differences',
    {
      pair: ['', 'cyclic and constant: equal n; control: rescaled by √c instead of c'],
      set: ['', 'test or train'],
      epoch: ['epochs', 'when it was evaluated'],
      difference: ['', 'mean over seeds of the difference of accuracy'],
      low: ['', 'lower end of its 95% interval'],
      high: ['', 'upper end of its 95% interval'],
    },
    rows,
  );
}

/** How far the curves of a pair lie apart; the control should lie further. */
const fitTable = (runs: readonly ObservedRun[]): Table =>
  tidyTable(
    'e6-fit',
    {
      pair: ['', 'cyclic and constant: equal n; control: rescaled by √c instead of c'],
      set: ['', 'test or train'],
      seed: ['', 'replicate'],
      meanDistance: ['', 'mean over evaluations of the absolute difference of accuracy'],
      largestDistance: ['', 'largest absolute difference'],
    },
    everyPair.flatMap((pair) =>
      sets.flatMap((set) => {
        const seeds = pairedRuns(runs, pair).map(({seed}) => seed);
        return curveDifferences(runs, pair, set).map((curve, index) => {
          const distances = curve.map(Math.abs);
          return {
            pair,
            set,
            seed: seeds[index],
            meanDistance: mean(distances),
            largestDistance: Math.max(...distances),
          };
        });
      }),
    ),
  );

export default legacy(summarizeE6);
