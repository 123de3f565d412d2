import {expect, it} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import {sampleCovariance} from '../../src/theory/distances.ts';
import {drawExamples} from '../../src/theory/examples.ts';
import {quadratic} from '../../src/theory/landscape.ts';
import {sgdChains, type Sampling} from '../../src/theory/sgd.ts';
import {expectMatrix} from './matrices.ts';

const covariance = [
  [4, 1],
  [1, 2],
];

it.each(['normal', 'exponential'] as const)(
  '%s offsets are exactly centred and coloured',
  (law) => {
    const {offsets} = drawExamples(randomStream(1, law), 100, covariance, law);
    const sum = [0, 1].map((axis) =>
      offsets.reduce((total, x, k) => (k % 2 === axis ? total + x : total), 0),
    );
    expect(Math.hypot(...sum)).toBeLessThan(1e-11);
    expectMatrix(sampleCovariance(offsets, 2), covariance, 1e-13);
  },
);

it('keeps the skewness of the exponential law', () => {
  const {offsets} = drawExamples(randomStream(1, 'skew'), 4000, [[1]], 'exponential');
  expect(offsets.reduce((sum, x) => sum + x ** 3, 0) / 4000).toBeGreaterThan(1.5);
});

it.each<Sampling>(['within-batch', 'reshuffled'])('%s: a full batch has no noise', (sampling) => {
  const stream = randomStream(2, sampling);
  const examples = drawExamples(stream, 16, [[1]], 'normal');
  const options = {examples, learningRate: 0.5, batchSize: 16, sampling, momentum: 0};
  const chains = sgdChains(
    {...options, landscape: quadratic([[1]])},
    Float64Array.of(1, -2),
    stream,
  );
  chains.advance(3);
  expectMatrix([Array.from(chains.positions)], [[0.125, -0.25]], 1e-14);
});

it('an epoch of reshuffled batches visits every example once', () => {
  const stream = randomStream(3, 'epoch');
  const examples = drawExamples(stream, 12, [[1]], 'normal');
  // Without curvature to speak of, θ moves by −η·(sum of batch means), which an epoch cancels.
  const chains = sgdChains(
    {
      examples,
      landscape: quadratic([[1e-9]]),
      learningRate: 1,
      batchSize: 3,
      sampling: 'reshuffled',
      momentum: 0,
    },
    new Float64Array(50),
    stream,
  );
  chains.advance(2);
  expect(Math.max(...chains.positions.map(Math.abs))).toBeGreaterThan(0.1);
  chains.advance(2);
  expect(Math.max(...chains.positions.map(Math.abs))).toBeLessThan(1e-7);
});

it('refuses batches that do not fit', () => {
  const stream = randomStream(4, 'fit');
  const examples = drawExamples(stream, 12, [[1]], 'normal');
  const start = (batchSize: number, sampling: Sampling) => () =>
    sgdChains(
      {examples, landscape: quadratic([[1]]), learningRate: 1, batchSize, sampling, momentum: 0},
      new Float64Array(1),
      stream,
    );
  expect(start(0, 'with-replacement')).toThrow(/batchSize 0 is not a positive integer/);
  expect(start(13, 'within-batch')).toThrow(/batchSize 13 does not fit 12 examples/);
  expect(start(5, 'reshuffled')).toThrow(/batchSize 5 does not fit 12 examples/);
});
