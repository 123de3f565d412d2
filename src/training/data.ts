import {LRUCache} from 'lru-cache';
import {imageBytes, type Dataset} from '../data/dataset.ts';
import {drawImages} from './draw-images.ts';
import {redrawLabels} from './label-noise.ts';
import type {EvaluationSet} from './plan.ts';

/**
 * What a run trains and evaluates on, ready for the graph. Training, validation and test images
 * stand one after the other; an example is an index into them.
 */
export interface TrainingData {
  /** Normalised pixels [N, height, width, channels]. */
  readonly images: Float32Array;
  /** Class indices [N]; random ones where the plan asks for label noise. */
  readonly labels: Int32Array;
  readonly inputShape: readonly [number, number, number];
  readonly classes: number;
  /** The training examples are 0 … trainSize − 1. */
  readonly trainSize: number;
  /** The examples of each evaluated part; noisy and clean are empty without label noise. */
  readonly sets: Readonly<Record<EvaluationSet, Int32Array>>;
}

interface DataPlan {
  readonly trainSize: number;
  readonly labelNoise: number;
  readonly evaluationSize: number;
}

/** Counts up: start, start + 1, … */
const range = (start: number, length: number) => Int32Array.from({length}, (_, at) => start + at);

/**
 * Brings a dataset into the form that training reads: the images of the replicate whose seed it is
 * ({@link drawImages}), and all test images. Evaluation of a training part reads at most its first
 * `evaluationSize` images; validation and test are read whole. The pixels are shared by the calls for
 * one replicate: do not write to them.
 *
 * @throws RangeError when the training split is smaller than `trainSize`.
 */
export function trainingData(dataset: Dataset, plan: DataPlan, seed: number): TrainingData {
  const {test} = dataset;
  const {trainSize} = plan;
  const {images, train, validation} = drawn(dataset, trainSize, seed);
  const classes = dataset.classes.length;
  const noise = redrawLabels(train, {fraction: plan.labelNoise, classes, seed});
  const testStart = trainSize + validation.length;
  return {
    images,
    labels: concatenated([noise.labels, validation, test.labels]),
    inputShape: dataset.shape,
    classes,
    trainSize,
    sets: {
      train: range(0, Math.min(trainSize, plan.evaluationSize)),
      validation: range(trainSize, validation.length),
      test: range(testStart, test.labels.length),
      noisy: noise.noisy.subarray(0, plan.evaluationSize),
      clean: noise.noisy.length > 0 ? noise.clean.subarray(0, plan.evaluationSize) : range(0, 0),
    },
  };
}

function concatenated(parts: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((length, part) => length + part.length, 0));
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole;
}

/** The images of one replicate, as the graph reads them. */
interface Drawn {
  /** Normalised pixels of training, validation and test images, one part after the other. */
  readonly images: Float32Array;
  /** Labels. */
  readonly train: Int32Array;
  readonly validation: Int32Array;
}

/** The latest ones: the cells of a replicate share them. */
const latest = new LRUCache<string, Drawn>({
  maxSize: 64 * 2 ** 20,
  sizeCalculation: ({images}) => images.byteLength,
});
/** Tells objects apart in the keys of the latest. */
const numbers = new WeakMap<Dataset, number>();
let count = 0;

function drawn(dataset: Dataset, trainSize: number, seed: number): Drawn {
  const number = numbers.get(dataset) ?? count++;
  numbers.set(dataset, number);
  const key = JSON.stringify([number, trainSize, seed]);
  const known = latest.get(key);
  if (known) return known;
  const {train, validation} = drawImages(dataset, trainSize, seed);
  const {shape, test} = dataset;
  const pixels = [train.images, validation.images, test.images];
  const isColour = shape[2] > 1;
  const images = isColour ? standardised(pixels, imageBytes(shape)) : scaled(pixels);
  const made = {images, train: train.labels, validation: validation.labels};
  latest.set(key, made);
  return made;
}

/** Writes `value(byte, pixel)` of every byte of the parts, one part after the other. */
function mapped(
  parts: readonly Uint8Array[],
  size: number,
  value: (byte: number, pixel: number) => number,
): Float32Array {
  const values = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts)
    for (let index = 0; index < part.length; index++)
      values[at++] = value(part[index], index % size);
  return values;
}

/** Grey images (MNIST and Fashion-MNIST): pixels in [0, 1]. */
const scaled = (parts: readonly Uint8Array[]) => mapped(parts, 1, (byte) => byte / 255);

/**
 * Images in colour (CIFAR-10): minus the mean of the pixel over the training images, over one standard deviation, that
 * of all pixels of the training images around their means.
 */
function standardised(parts: readonly Uint8Array[], size: number): Float32Array {
  const [train] = parts;
  const means = new Float64Array(size);
  const count = train.length / size;
  for (let index = 0; index < train.length; index++) means[index % size] += train[index] / count;
  let squares = 0;
  for (let index = 0; index < train.length; index++)
    squares += (train[index] - means[index % size]) ** 2;
  const deviation = Math.sqrt(squares / train.length);
  return mapped(parts, size, (byte, pixel) => (byte - means[pixel]) / deviation);
}
