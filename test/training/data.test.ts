import {expect, test} from 'vitest';
import type {Dataset} from '../../src/data/dataset.ts';
import {drawImages} from '../../src/training/draw-images.ts';
import {trainingData} from '../../src/training/data.ts';
import {randomStream} from '../../src/compute/random.ts';

const stream = randomStream(2, 'images');
const part = (count: number) => ({
  images: Uint8Array.from({length: count * 12}, () => stream.integer(256)),
  labels: Int32Array.from({length: count}, () => stream.integer(4)),
});
const datasetOf = (name: Dataset['name']): Dataset => ({
  name,
  extent: 'sample',
  shape: name === 'cifar-10' ? [2, 2, 3] : [3, 4, 1],
  classes: ['a', 'b', 'c', 'd'],
  provenance: {title: '', homepage: '', licence: '', citation: ''},
  train: part(30),
  validation: part(10),
  test: part(5),
});
const plan = {trainSize: 20, labelNoise: 0, evaluationSize: 8};

test('grey pixels lie in [0, 1]', () => {
  const dataset = datasetOf('one of grey images that is in no list');
  const {images} = trainingData(dataset, plan, 1);
  const {train, validation} = drawImages(dataset, 20, 1);
  expect(images).toHaveLength(35 * 12);
  expect(images[17]).toBeCloseTo(train.images[17] / 255, 7);
  expect(images[20 * 12]).toBeCloseTo(validation.images[0] / 255, 7);
  expect(images[30 * 12]).toBeCloseTo(dataset.test.images[0] / 255, 7);
});

test('pixels in colour are centred by the training images that are used, and scaled by one deviation', () => {
  const dataset = datasetOf('cifar-10');
  const {images} = trainingData(dataset, plan, 1);
  const train = images.subarray(0, 20 * 12);
  for (let pixel = 0; pixel < 12; pixel++) {
    const values = [...train].filter((_, index) => index % 12 === pixel);
    expect(values.reduce((sum, value) => sum + value)).toBeCloseTo(0, 4);
  }
  expect(train.reduce((sum, value) => sum + value ** 2, 0) / train.length).toBeCloseTo(1, 5);
  // Validation pixels move by the same two numbers.
  const byte = ({images: bytes}: {images: Uint8Array}, index: number) => bytes[index];
  const drawn = drawImages(dataset, 20, 1);
  const unit = (images[12] - images[0]) / (byte(drawn.train, 12) - byte(drawn.train, 0));
  const apart = byte(drawn.validation, 0) - byte(drawn.train, 0);
  expect(images[20 * 12] - images[0]).toBeCloseTo(unit * apart, 5);
});

test('training, validation and test examples follow each other; training parts are read in part', () => {
  const {sets, trainSize} = trainingData(datasetOf('mnist'), plan, 1);
  expect(trainSize).toBe(20);
  expect([...sets.train]).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect([sets.validation[0], sets.validation.length]).toEqual([20, 10]);
  expect([sets.test[0], sets.test.length]).toEqual([30, 5]);
  expect([sets.noisy.length, sets.clean.length]).toEqual([0, 0]);
});

test('label noise reaches training labels only, and splits them', () => {
  const dataset = datasetOf('mnist');
  const {labels, sets} = trainingData(dataset, {...plan, labelNoise: 0.5, evaluationSize: 100}, 1);
  expect([sets.noisy.length, sets.clean.length]).toEqual([10, 10]);
  const {train, validation} = drawImages(dataset, 20, 1);
  expect([...sets.clean].every((example) => labels[example] === train.labels[example])).toBe(true);
  expect(labels.slice(20, 30)).toEqual(validation.labels);
  expect(labels.slice(30)).toEqual(dataset.test.labels);
});

test('a training set larger than the split is refused, with both numbers', () => {
  expect(() => trainingData(datasetOf('mnist'), {...plan, trainSize: 31}, 1)).toThrow(
    'trainSize 31 is more than the 30 training images of mnist.',
  );
});

test('pixels are made once for all cells of a replicate, and anew for another training size', () => {
  const dataset = datasetOf('cifar-10');
  const {images} = trainingData(dataset, plan, 1);
  expect(trainingData(dataset, {...plan, labelNoise: 0.5}, 1).images).toBe(images);
  const smaller = trainingData(dataset, {...plan, trainSize: 10}, 1).images;
  expect(smaller).toEqual(trainingData({...dataset}, {...plan, trainSize: 10}, 1).images);
  expect(smaller).toHaveLength(25 * 12);
});
