import {curveEstimate, meanEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import type {Evidence} from '../../src/judging/results.ts';
import {mean} from '../../src/stats/by-seed.ts';
import {equivalenceTest} from '../../src/stats/equivalence.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import type {ObservedRun} from '../../src/study/observations.ts';
import type {Row} from '../../src/tables/declare.ts';
import {accuracyStep} from '../shared/accuracy.ts';
import {claims} from './claims.ts';
import {
  curveDifferences,
  endDifferences,
  pairs,
  runsOf,
  sets,
  type Differences,
  type Pair,
  type SetName,
} from './pairs.ts';
import {armOf} from './settings.ts';
import * as tables from './tables.ts';

/** Learning curves at equal n. */
export default (({runs}) => {
  const compared = pairs.flatMap((pair) =>
    sets.map((set) => ({pair, set, curves: curveDifferences(runs, pair, set)})),
  );
  return {
    evidence: [evidenceOf('E6a', 'cyclic', runs), evidenceOf('E6b', 'constant', runs)],
    tables: [
      tables.curves.fill(runs.flatMap(evaluationRows)),
      tables.differences.fill(compared.flatMap(differenceRows)),
      tables.fit.fill(compared.flatMap(fitRows)),
    ],
  };
}) satisfies Summarize;

function evidenceOf(claim: string, pair: Pair, runs: readonly ObservedRun[]): Evidence {
  const curves = (set: SetName) => curveDifferences(runs, pair, set).map(({values}) => values);
  return evidence(claims, claim, {
    planned: runsOf(runs, pair),
    estimates: {
      'test-curve': (c) => curveEstimate(c, curves('test'), accuracyStep),
      'train-curve': (c) => curveEstimate(c, curves('train'), accuracyStep),
      end: (c) => meanEstimate(c, endDifferences(runs, pair), accuracyStep),
      control: (c) => meanEstimate(c, controlDistances(runs), accuracyStep),
    },
  });
}

/** How much further apart the curves of the control are than those of the constant pair, one a seed. */
function controlDistances(runs: readonly ObservedRun[]): number[] {
  const distances = (pair: Pair) =>
    new Map(
      curveDifferences(runs, pair, 'test').map(({seed, values}) => [
        seed,
        mean(values.map(Math.abs)),
      ]),
    );
  const constant = distances('constant');
  return [...distances('control')].flatMap(([seed, distance]) => {
    const other = constant.get(seed);
    return other === undefined ? [] : [distance - other];
  });
}

const evaluationRows = (run: ObservedRun): Row<typeof tables.curves>[] =>
  (run.found?.result.history ?? []).map(({epoch, learningRate, batchSize, metrics}) => ({
    node: run.node,
    arm: armOf(run),
    seed: run.replicate,
    epoch,
    learningRate,
    batchSize,
    noise: learningRate / batchSize,
    trainLoss: metrics.train?.loss ?? null,
    trainAccuracy: metrics.train?.accuracy ?? null,
    testAccuracy: metrics.test?.accuracy ?? null,
  }));

/** How the two arms of a pair differ on one part of the data, seed by seed. */
interface Compared {
  readonly pair: Pair;
  readonly set: SetName;
  readonly curves: readonly Differences[];
}

/** Differences at every evaluation with their intervals: what the equivalence tests see. */
const differenceRows = ({pair, set, curves}: Compared): Row<typeof tables.differences>[] =>
  (curves.at(0)?.epochs ?? []).map((epoch, index) => {
    const values = curves.map((curve) => curve.values[index]);
    const [low, high] = equivalenceTest(values, 1, accuracyStep)?.interval ?? [null, null];
    return {pair, set, epoch, difference: mean(values), low, high};
  });

const fitRows = ({pair, set, curves}: Compared): Row<typeof tables.fit>[] =>
  curves.map(({seed, values}) => {
    const distances = values.map(Math.abs);
    const largestDistance = Math.max(...distances);
    return {pair, set, seed, meanDistance: mean(distances), largestDistance};
  });
