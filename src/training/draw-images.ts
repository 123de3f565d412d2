import {randomStream} from '../compute/random.ts';
import {imageBytes, type Dataset, type LabelledImages} from '../data/dataset.ts';

/** The images that a replicate trains on, and those that it is validated on. */
export interface DrawnImages {
  readonly train: LabelledImages;
  readonly validation: LabelledImages;
}

/**
 * Draws the images of a replicate: training and validation images of the collection are dealt anew by its seed, class
 * by class, so that seeds carry the error of a choice of images too. The first `trainSize` train, as many as the
 * collection holds out validate, and they share none. Every beginning holds the classes as the whole does, and a smaller
 * training set is the beginning of a larger one.
 *
 * @throws RangeError when so many are not left.
 */
export function drawImages(dataset: Dataset, trainSize: number, seed: number): DrawnImages {
  const {train, validation, shape} = dataset;
  if (trainSize > train.labels.length)
    throw new RangeError(
      `trainSize ${trainSize} is more than the ${train.labels.length} training images of ${dataset.name}.`,
    );
  const order = dealt([...train.labels, ...validation.labels], dataset.classes.length, seed);
  const pick = (chosen: readonly number[]): LabelledImages => {
    const bytes = imageBytes(shape);
    const images = new Uint8Array(chosen.length * bytes);
    const labels = new Int32Array(chosen.length);
    chosen.forEach((index, to) => {
      const inTrain = index < train.labels.length;
      const from = inTrain ? train : validation;
      const at = inTrain ? index : index - train.labels.length;
      images.set(from.images.subarray(at * bytes, (at + 1) * bytes), to * bytes);
      labels[to] = from.labels[at];
    });
    return {images, labels};
  };
  return {
    train: pick(order.slice(0, trainSize)),
    validation: pick(order.slice(order.length - validation.labels.length)),
  };
}

/** Indices of the labels, each class in an order of its own, the classes spread evenly. */
function dealt(labels: readonly number[], classes: number, seed: number): number[] {
  const places = Array.from({length: classes}, (_, label) => {
    const own = labels.flatMap((each, index) => (each === label ? [index] : []));
    const order = randomStream(seed, 'images', label).permutation(own.length);
    return own.map((_, rank) => ({index: own[order[rank]], at: (rank + 0.5) / own.length, label}));
  });
  return places
    .flat()
    .sort((a, b) => a.at - b.at || a.label - b.label)
    .map(({index}) => index);
}
