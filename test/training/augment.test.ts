import * as tf from '@tensorflow/tfjs-core';
import {beforeAll, expect, test} from 'vitest';
import {loadEngine} from '../../src/compute/engine/load.ts';
import {trace} from '../../src/compute/graph/trace.ts';
import {augment} from '../../src/training/augment.ts';

beforeAll(() => loadEngine());

/** Two images of 5×6 pixels with 2 channels; no two numbers are equal, none is zero. */
const images = Float32Array.from({length: 120}, (_, index) => index + 1);
const pixel = (image: number, row: number, column: number, channel: number) =>
  row < 0 || row > 4 || column < 0 || column > 5
    ? 0
    : images[((image * 5 + row) * 6 + column) * 2 + channel];

function expected(choices: readonly (readonly number[])[]): number[] {
  return choices.flatMap(([down, right, flip], image) =>
    Array.from({length: 60}, (_, index) => {
      const [row, column, channel] = [Math.floor(index / 12), Math.floor(index / 2) % 6, index % 2];
      const from = flip === 1 ? 5 - column : column;
      return pixel(image, row + down - 4, from + right - 4, channel);
    }),
  );
}

test.each([
  [
    'nothing',
    [
      [4, 4, 0],
      [4, 4, 0],
    ],
  ],
  [
    'a shift of each image by its own',
    [
      [0, 8, 0],
      [7, 3, 0],
    ],
  ],
  [
    'a mirror image',
    [
      [4, 4, 1],
      [4, 4, 0],
    ],
  ],
  [
    'both',
    [
      [2, 5, 1],
      [8, 0, 1],
    ],
  ],
])('augmentation does %s', (_, choices) => {
  const given = [tf.tensor(images, [2, 5, 6, 2]), tf.tensor2d(choices, [2, 3], 'int32')];
  const compiled = trace((batch, choice) => [augment(batch, choice)], given);
  const [result] = compiled(...given);
  expect([...result.dataSync()]).toEqual(expected(choices));
  compiled.dispose();
});
