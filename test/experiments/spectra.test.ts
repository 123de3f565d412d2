import {expect, test} from 'vitest';
import type {Curvature} from '../../src/curvature/record.ts';
import summarizeE1 from '../../experiments/e1/summary.ts';
import summarizeX1 from '../../experiments/x1/summary.ts';
import {unconverged, unconvergedNoise} from '../../src/curvature/unconverged.ts';
import {
  curvature,
  noise,
  observations,
  probe,
  row,
  rowsOf,
  run,
  summarized,
  training,
} from './observe.ts';

const reached = run(
  {learningRate: 0.01, batchSize: 100},
  2,
  training(
    {learningRate: 0.01, batchSize: 100},
    {
      history: [row(3, {})],
      outcome: 'reached target',
      target: {...row(3, {}), trainLoss: 0.3},
    },
  ),
);

/** E1 of one run whose probe at the common train loss says this. */
const summaryOf = (found: Partial<Curvature>) =>
  summarized(
    'E1',
    summarizeE1,
    observations({
      runs: [reached],
      probes: [probe('curvature', reached, 'target', curvature({frobenius: 10, ...found}))],
    }),
  );

const estimate = {value: 12, standardError: 1};
const top = {value: 8, residual: 0.1, converged: true};
const stopped = {...top, residual: 3, converged: false};

test('the estimator of the paper stands beside the exact one', () => {
  const finiteDifference = {
    frobenius: estimate,
    exact: {value: 10, standardError: 0.5},
    disagreement: 0.8,
    step: 0.4,
    probes: 4,
  };
  expect(rowsOf(summaryOf({finiteDifference}), 'e1-estimators')).toEqual([
    expect.objectContaining({
      noise: 1e-4,
      seed: 2,
      reachedTarget: true,
      finiteDifference: 12,
      finiteDifferenceError: 1,
      exact: 10,
      disagreement: 0.8,
      step: 0.4,
    }),
  ]);
});

test('a density keeps its mass and its place when it is smoothed', () => {
  const summary = summaryOf({density: {nodes: [-2, 0, 100], weights: [0.25, 0.5, 0.25]}});
  const points = rowsOf(summary, 'e1-density').map((point) => [
    Number(point['eigenvalue']),
    Number(point['density']),
  ]);
  const step = points[1][0] - points[0][0];
  const mass = points.reduce((sum, [, height]) => sum + height * step, 0);
  const mean = points.reduce((sum, [at, height]) => sum + at * height * step, 0);
  expect(mass).toBeCloseTo(1, 3);
  expect(mean).toBeCloseTo(24.5, 1);
  const [ends] = rowsOf(summary, 'e1-spectra');
  expect(ends).toMatchObject({lambdaMax: 5, lambdaMaxConverged: true, bandwidth: 1.02});
});

test('no density and no differences were asked for: the tables are empty', () => {
  const summary = summaryOf({});
  for (const name of ['e1-estimators', 'e1-spectra', 'e1-density'])
    expect(rowsOf(summary, name)).toEqual([]);
});

test('λ_max as training feels it stands beside the one of evaluation, times η', () => {
  const training = {lambdaMax: {...top, value: 150}, iterations: 9, batchSize: 250};
  const rescaled = {lambdaMax: top, iterations: 5, frobenius: estimate};
  expect(rowsOf(summaryOf({training, rescaled}), 'e1-runs')[0]).toMatchObject({
    lambdaMax: 5,
    trainingLambdaMax: 150,
    trainingProduct: 1.5,
    rescaledFrobenius: 12,
    rescaledFrobeniusError: 1,
  });
});

test('what did not converge has no number without a mark, and is listed', () => {
  const found = {
    extremes: {largest: [stopped], smallest: [], iterations: 60, converged: false},
    rescaled: {lambdaMax: stopped, iterations: 60, frobenius: null},
    training: {lambdaMax: stopped, iterations: 40, batchSize: 250},
    invariants: {trace: estimate, frobenius: estimate, probes: 24},
    density: {nodes: [0, 8], weights: [0.5, 0.5]},
  };
  const summary = summaryOf(found);
  expect(rowsOf(summary, 'e1-runs')[0]).toMatchObject({
    frobenius: 12,
    frobeniusError: 1,
    lambdaMax: null,
    rescaledLambdaMax: null,
    trainingLambdaMax: null,
    trainingProduct: null,
  });
  expect(rowsOf(summary, 'e1-spectra')[0]).toMatchObject({
    lambdaMaxResidual: 3,
    lambdaMaxConverged: false,
    lambdaMin: null,
  });
  const sentences = unconverged(curvature({frobenius: 10, ...found}));
  expect(sentences.map((sentence) => sentence.slice(0, 24))).toEqual([
    'Lanczos stopped after 60',
    'In units of filter norms',
    'In training mode Lanczos',
  ]);
});

test('a noise probe that did not converge is marked and listed', () => {
  const found = noise({isotropy: 0.1, distances: {5: 1, 50: 0.5}});
  const open = {...found, largest: [stopped]};
  const sentences = unconvergedNoise(open);
  expect(sentences).toHaveLength(1);
  const named = {...reached, cell: 'E1/lr=0.01,batch=100/seed=2'};
  const listed = {...probe('noise', named, 'target', open), unconverged: sentences};
  const summary = summarized('X1', summarizeX1, observations({probes: [listed]}));
  expect(rowsOf(summary, 'x1-noise')[0]).toMatchObject({largest: null});
  expect(summary.irregular).toEqual(
    sentences.map((detail) => ({node: listed.node, outcome: 'not converged', detail})),
  );
});
