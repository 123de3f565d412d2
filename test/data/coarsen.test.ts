import {expect, test} from 'vitest';
import {coarsen} from '../../src/data/coarsen.ts';
import type {Dataset, LabelledImages} from '../../src/data/dataset.ts';

const split = (...images: number[]): LabelledImages => ({
  images: Uint8Array.from(images),
  labels: new Int32Array(images.length / 16),
});
const none = split();
const provenance = {title: '', homepage: '', licence: '', citation: ''};

/** Images of 2×4 pixels and two channels. */
const datasetOf = (train: LabelledImages): Dataset => ({
  name: 'cifar-10',
  extent: 'sample',
  shape: [2, 4, 2],
  classes: ['a', 'b'],
  provenance,
  train,
  validation: none,
  test: none,
});

test('each pixel is the rounded mean of a square of its own channel and image', () => {
  const first = [1, 10, 2, 10, 0, 0, 0, 255, 3, 10, 4, 10, 0, 0, 0, 255];
  const second = first.map((value) => 255 - value);
  const {shape, train, validation} = coarsen(datasetOf(split(...first, ...second)), 2);
  expect(shape).toEqual([1, 2, 2]);
  expect([...train.images]).toEqual([3, 10, 0, 128, 253, 245, 255, 128]);
  expect(train.labels).toHaveLength(2);
  expect(validation.images).toHaveLength(0);
});

test('by one nothing changes', () => {
  const dataset = datasetOf(split(...Array.from({length: 16}, (_, index) => index)));
  expect(coarsen(dataset, 1)).toEqual(dataset);
});

test('squares must fit', () => {
  expect(() => coarsen(datasetOf(none), 4)).toThrow(/2×4.*4/);
});
