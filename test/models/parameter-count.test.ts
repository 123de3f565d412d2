import {expect, test} from 'vitest';
import {buildModel} from './build-model.ts';
import {parameterCount} from '../../src/models/model.ts';
import {ModelSpec} from '../../src/models/spec.ts';
import type {z} from 'zod';
import {counts} from './fixtures.ts';

const count = (spec: z.input<typeof ModelSpec>, inputShape: readonly number[]) =>
  parameterCount(buildModel(ModelSpec.parse(spec), inputShape, 10));
const [grey, colour] = [
  [28, 28, 1],
  [32, 32, 3],
];
const initialisation = {kind: 'he-normal'} as const;

test.each([
  ['mlp 4x256 batch norm', {depth: 4, width: 256, batchNorm: true}],
  ['mlp 20x50', {depth: 20, width: 50, batchNorm: false}],
  ['mlp 2x256', {depth: 2, width: 256, batchNorm: false}],
])('%s has as many parameters as its PyTorch module', (name, shape) => {
  expect(count({family: 'mlp', initialisation, ...shape}, grey)).toBe(counts[name]);
});

test('VGG-11 has as many parameters as its PyTorch module', () => {
  expect(count({family: 'vgg-11'}, colour)).toBe(counts['vgg-11']);
});

test.each([
  [16, 1],
  [64, 4],
])('VGG-11 on images of %i pixels hands %i pixels to its head', (side, pixels) => {
  const head = 512 * 512;
  expect(count({family: 'vgg-11'}, [side, side, 3])).toBe(counts['vgg-11'] + (pixels - 1) * head);
});

test('the convolutions of VGG-11 with batch norm have the 9,225,984 parameters of torchvision, but for 2,752 biases that batch norm takes out', () => {
  const head = 2 * (512 * 512 + 2 * 512) + 512 * 10 + 10;
  expect(counts['vgg-11'] - head).toBe(9_225_984 - 2_752);
});

test.each(['projection', 'padding'] as const)(
  'ResNet-56 with %s has as many parameters as its PyTorch module',
  (shortcut) => {
    const spec = {family: 'resnet', blocks: 9, shortcut} as const;
    expect(count(spec, colour)).toBe(counts[`resnet-56 ${shortcut}`]);
  },
);

test('ResNet-56 has the 857,706 trained parameters of the Keras example, but for its 2,128 redundant biases', () => {
  expect(counts['resnet-56 projection']).toBe(857_706 - 2_128);
});

test('a width multiplier scales channels and hidden units', () => {
  const spec = {family: 'vgg-11', widthMultiplier: 1 / 8, batchNorm: false} as const;
  const convolutions = [
    [3, 8],
    [8, 16],
    [16, 32],
    [32, 32],
    [32, 64],
    [64, 64],
    [64, 64],
    [64, 64],
  ];
  const expected =
    convolutions.reduce((sum, [from, to]) => sum + 9 * from * to + to, 0) +
    2 * (64 * 64 + 64) +
    64 * 10 +
    10;
  expect(count(spec, colour)).toBe(expected);
});
