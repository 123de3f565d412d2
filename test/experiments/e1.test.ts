import {expect, test} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import summarizeE1 from '../../experiments/e1/summary.ts';
import type {Observations} from '../../src/study/observations.ts';
import {curvature, observations, probe, row, run, summarized, training} from './observe.ts';

const target = {trainLoss: 0.3, tolerance: 0.005, checkEpochs: 0.5, then: 'stop'} as const;

/**
 * A made-up E1: at the target the Hessian norm falls with n as n^slope; runs with tiny n are capped,
 * so flat for want of training.
 */
function observe(slope: number): Observations {
  const stream = randomStream(1, 'e1', slope);
  const cells = [0.005, 0.01, 0.02, 0.05].flatMap((learningRate) =>
    [50, 200, 1000].flatMap((batchSize) =>
      [1, 2, 3].map((seed) => ({learningRate, batchSize, seed})),
    ),
  );
  const runs = cells.map(({learningRate, batchSize, seed}) => {
    const noise = learningRate / batchSize;
    const capped = noise < 6e-6;
    const epoch = capped ? 60 : 20;
    const accuracy = 0.8 + 0.01 * Math.log(noise) + 0.003 * stream.normal();
    const reached = row(epoch, {
      train: {loss: capped ? 0.9 : 0.3, accuracy: 0.9},
      validation: {loss: 0.5, accuracy},
    });
    return {
      noise,
      capped,
      ...run(
        {learningRate, batchSize},
        seed,
        training(
          {learningRate, batchSize, target},
          {
            outcome: capped ? 'capped' : 'reached target',
            target: capped ? null : {...reached, trainLoss: 0.3},
            history: [row(0, {}), reached],
          },
        ),
      ),
    };
  });
  const probes = runs
    .filter(({capped}) => !capped)
    .map(({noise, ...each}) => {
      const frobenius = 20 * Math.exp(slope * Math.log(noise / 1e-4) + 0.1 * stream.normal());
      return probe('curvature', each, 'target', curvature({frobenius}));
    });
  return observations({runs, probes});
}

test('a norm that falls with n is found to fall, from the runs that reached the target', () => {
  const summary = summarized('E1', summarizeE1, observe(-0.4));
  const [sharpness, accuracy] = summary.evidence;
  expect(sharpness.estimates[0].value).toBeLessThan(-0.9);
  expect(sharpness.estimates[0].pSupports).toBeLessThan(0.01);
  expect(accuracy.estimates[0].value).toBeGreaterThan(0.8);
  expect(sharpness.cells).toEqual({finished: 36, planned: 36});
  expect(sharpness.notes[0]).toBe(
    '3 of 36 runs did not reach the common train loss (3 capped) and are not compared.',
  );
  expect(sharpness.notes[1]).toMatch(/^Given the learning rate alone, ρ = -0.9\d /);
  expect(sharpness.notes[2]).toMatch(/^Given the batch size alone, ρ = -0.\d\d /);
});

test('a norm that rises with n speaks against the claim', () => {
  const [sharpness] = summarizeE1(observe(0.4)).evidence;
  expect(sharpness.estimates[0].pContradicts).toBeLessThan(0.01);
});

test('every run is in the table, capped ones are listed too', () => {
  const summary = summarized('E1', summarizeE1, observe(-0.4));
  expect(summary.tables.find(({name}) => name === 'e1-runs')?.rows).toHaveLength(36);
  expect(summary.irregular).toHaveLength(3);
  expect(summary.irregular[0]).toMatchObject({
    node: 'train/{"learningRate":0.005,"batchSize":1000}/1',
    outcome: 'capped',
    detail: 'After 60 epochs: train loss 0.900; the target was 0.3.',
  });
});

test('n is tested beyond the learning rate alone and the batch size alone', () => {
  const rows = summarizeE1(observe(-0.4)).tables.find(({name}) => name === 'e1-correlations')?.rows;
  const beyond = rows?.filter(
    ({group, quantity}) => group === 'at the common train loss' && quantity === 'frobenius',
  );
  expect(beyond?.map(({given}) => given)).toEqual([
    'nothing',
    'learning rate',
    'batch size',
    'train loss',
  ]);
  const rhos = beyond?.map(({rho}) => rho) ?? [];
  for (const rho of rhos.slice(0, 3)) expect(rho).toBeLessThan(-0.7);
  // A loss that is the same everywhere cannot be held fixed.
  expect(rhos[3]).toBeNull();
});

test('what failed is counted, not guessed', () => {
  const {runs, ...rest} = observe(-0.4);
  const failed = runs.map(({found, ...each}, index) =>
    index < 4 || found === undefined ? each : {...each, found},
  );
  const summary = summarized('E1', summarizeE1, {...rest, runs: failed});
  expect(summary.evidence[0].cells).toEqual({finished: 32, planned: 36});
  expect(summary.irregular.filter(({outcome}) => outcome === 'failed')).toHaveLength(4);
});

test('without any run there is evidence of nothing', () => {
  const failed = run({learningRate: 1, batchSize: 1}, 1);
  const summary = summarized('E1', summarizeE1, observations({runs: [failed]}));
  expect(summary.evidence[0].estimates[0]).toMatchObject({value: null, pSupports: null, units: 0});
});
