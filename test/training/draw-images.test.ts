import {expect, test} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import type {Dataset, LabelledImages} from '../../src/data/dataset.ts';
import {drawImages} from '../../src/training/draw-images.ts';

/** Every image is its number. */
const part = (start: number, labels: readonly number[]): LabelledImages => ({
  images: Uint8Array.from(labels, (_, index) => start + index),
  labels: Int32Array.from(labels),
});
const stream = randomStream(5, 'labels');
const labels = Array.from({length: 200}, () => stream.integer(4));
const dataset: Dataset = {
  name: 'numbers',
  extent: 'sample',
  shape: [1, 1, 1],
  classes: ['a', 'b', 'c', 'd'],
  provenance: {title: '', homepage: '', licence: '', citation: ''},
  train: part(0, labels.slice(0, 150)),
  validation: part(150, labels.slice(150)),
  test: part(0, []),
};

test('training and validation images share none, and keep their labels', () => {
  const {train, validation} = drawImages(dataset, 120, 1);
  expect([train.labels.length, validation.labels.length]).toEqual([120, 50]);
  const images = [...train.images, ...validation.images];
  expect(new Set(images).size).toBe(170);
  const found = [...train.labels, ...validation.labels];
  expect(images.every((image, index) => found[index] === labels[image])).toBe(true);
});

test('another seed draws others; one seed always the same, a smaller set from the beginning of a larger', () => {
  const {train} = drawImages(dataset, 120, 1);
  expect(drawImages(dataset, 120, 2).train.images).not.toEqual(train.images);
  expect(drawImages(dataset, 40, 1).train.images).toEqual(train.images.subarray(0, 40));
  expect(drawImages(dataset, 40, 1).validation).toEqual(drawImages(dataset, 120, 1).validation);
});

test('over seeds every image serves either purpose', () => {
  const seen = new Set<number>();
  for (let seed = 0; seed < 60; seed++)
    drawImages(dataset, 120, seed).validation.images.forEach((image) => seen.add(image));
  expect(seen.size).toBe(200);
});

test.each([20, 60, 150])('among the first %i the classes are as in the whole', (size) => {
  const {train} = drawImages(dataset, size, 3);
  for (let label = 0; label < 4; label++) {
    const share = labels.filter((each) => each === label).length / 200;
    const own = train.labels.filter((each) => each === label).length;
    expect(Math.abs(own - share * size)).toBeLessThanOrEqual(1);
  }
});
