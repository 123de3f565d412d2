import {expect, test} from 'vitest';
import {
  drawParameters,
  glorotUniform,
  heNormal,
  type Initialiser,
} from '../../src/models/initialiser.ts';
import {initialState} from '../../src/models/model.ts';
import {buildModel} from './build-model.ts';

function moments(initialiser: Initialiser) {
  const {kernel} = drawParameters([{name: 'kernel', shape: [200, 100], initialiser}], 11);
  const mean = kernel.values.reduce((sum, value) => sum + value, 0) / 20_000;
  const variance = kernel.values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 20_000;
  const largest = kernel.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return {mean, std: Math.sqrt(variance), largest};
}

test.each([
  ['He-normal', heNormal(200), Math.sqrt(2 / 200)],
  ['Glorot-uniform', glorotUniform(200, 100), Math.sqrt(2 / 300)],
  ['Gaussian', {kind: 'normal', std: 0.3} as const, 0.3],
])('%s has mean zero and the right standard deviation', (_, initialiser, std) => {
  const drawn = moments(initialiser);
  expect(drawn.std / std).toBeCloseTo(1, 1);
  expect(Math.abs(drawn.mean)).toBeLessThan((4 * std) / Math.sqrt(20_000));
});

test('Glorot-uniform stays within its limit', () => {
  const limit = Math.sqrt(6 / 300);
  const {largest} = moments(glorotUniform(200, 100));
  expect(largest).toBeLessThanOrEqual(limit);
  expect(largest).toBeGreaterThan(0.99 * limit);
});

const spec = {
  family: 'mlp',
  depth: 2,
  width: 7,
  batchNorm: true,
  initialisation: {kind: 'he-normal'},
} as const;

test('a start depends on the seed alone', () => {
  const model = buildModel(spec, [3, 3, 1], 10);
  expect(initialState(model, 4)).toEqual(initialState(model, 4));
  expect(initialState(model, 4)).not.toEqual(initialState(model, 5));
});

test('batch norm starts as the identity of whitened data; biases start at zero', () => {
  const {parameters, statistics} = initialState(buildModel(spec, [3, 3, 1], 10), 4);
  const all = (values: Float32Array, value: number) => values.every((item) => item === value);
  expect(all(parameters['norm1/gamma'].values, 1)).toBe(true);
  expect(all(parameters['norm1/beta'].values, 0)).toBe(true);
  expect(all(parameters['logits/bias'].values, 0)).toBe(true);
  expect(all(statistics['norm1/mean'].values, 0)).toBe(true);
  expect(all(statistics['norm1/variance'].values, 1)).toBe(true);
});
