import {expect, test} from 'vitest';
import summarizeX6 from '../../experiments/x6/summary.ts';
import {
  accuracies,
  estimated,
  estimateOf,
  noise,
  observations,
  probe,
  row,
  rowsOf,
  run,
  summarized,
  training,
} from './observe.ts';

const betas = [1, 3, 6, 10, 15];
const seeds = [1, 2, 3, 4];

/** A sweep over β that has lost a tenth of its height of .5 at this β. */
const sweep = (trainSize: number, onset: number) =>
  seeds.flatMap((seed) =>
    betas.map((beta) => {
      const at = onset * (1 + 0.02 * Math.sin(seed));
      const validation = 0.6 - Math.min(0.5, Math.max(0, 0.05 + 0.1 * (beta - at)));
      const plan = {learningRate: 0.1 * beta, batchSize: 50 * beta, trainSize};
      return run(
        {trainSize, noiseScale: 1, beta, control: null},
        seed,
        training(plan, {history: [row(10, accuracies({validation}))]}),
      );
    }),
  );

/** Noise on 100 images, such that Tr C/‖ḡ‖² over all of them is this. */
function noises(runs: ReturnType<typeof sweep>, scale: number) {
  return runs
    .filter(({settings}) => settings['beta'] === 1)
    .map((at) => {
      const few = 1 / 100 - 1 / Number(at.settings['trainSize']);
      const gradientNorm = Math.sqrt(5 / scale + 5 * few);
      const invariants = {trace: estimated(5), frobenius: estimated(2), probes: 6};
      const found = noise({isotropy: 0.1, distances: [], gradientNorm, invariants, images: 100});
      return probe('noise', at, 'epoch-5', found);
    });
}

function summarize(large: {onset: number; scale: number}, small: {onset: number; scale: number}) {
  const [first, second] = [sweep(4000, large.onset), sweep(1000, small.onset)];
  const probes = [...noises(first, large.scale), ...noises(second, small.scale)];
  return summarized('X6', summarizeX6, observations({runs: [...first, ...second], probes}));
}

test('the noise scale is that of all training images, whatever part of them was measured', () => {
  const rows = rowsOf(summarize({onset: 10, scale: 500}, {onset: 3, scale: 150}), 'x6-scales');
  expect(rows).toHaveLength(8);
  expect(rows[0]).toMatchObject({trainSize: 4000, reached: true, trace: 5});
  expect(rows[0]['noiseScale']).toBeCloseTo(500);
  expect(rows[4]['noiseScale']).toBeCloseTo(150);
});

test('scales that agree, and order the sizes alike', () => {
  const summary = summarize({onset: 10, scale: 600}, {onset: 3, scale: 150});
  expect(estimateOf(summary, 'X6', 'scale').pSupports).toBeLessThan(0.001);
  expect(estimateOf(summary, 'X6', 'order').pSupports).toBeLessThan(0.001);
});

test('a factor of ten between them, or the other order, contradicts', () => {
  const far = summarize({onset: 10, scale: 50}, {onset: 3, scale: 15});
  expect(estimateOf(far, 'X6', 'scale').pContradicts).toBeLessThan(0.001);
  const other = summarize({onset: 10, scale: 150}, {onset: 3, scale: 500});
  expect(estimateOf(other, 'X6', 'order').pContradicts).toBeLessThan(0.001);
});

test('a breakdown beyond the grid is a bound, and a gradient of noise alone has no scale', () => {
  const summary = summarize({onset: 30, scale: 500}, {onset: 3, scale: -1e4});
  expect(rowsOf(summary, 'x6-scales')[0]).toMatchObject({breakdown: 750, reached: false});
  expect(rowsOf(summary, 'x6-scales')[4]).toMatchObject({noiseScale: null});
  expect(estimateOf(summary, 'X6', 'scale').value).toBeNull();
  expect(summary.evidence[0].notes).toEqual([
    '4 of 8 curves have a gradient that cannot be told from 0.',
    '4 of 8 curves never lose a tenth: their S is a bound.',
  ]);
});
