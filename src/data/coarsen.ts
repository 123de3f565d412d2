import {SPLIT_NAMES, type Dataset, type ImageShape, type LabelledImages} from './dataset.ts';

/**
 * The same images at a lower resolution: each pixel is the mean of `side`×`side` pixels, rounded.
 *
 * @throws RangeError when `side` divides the height or the width of the images not.
 */
export function coarsen(dataset: Dataset, side: number): Dataset {
  const [height, width, channels] = dataset.shape;
  if (height % side !== 0 || width % side !== 0)
    throw new RangeError(`Images of ${height}×${width} pixels do not divide by ${side}.`);
  const splits = SPLIT_NAMES.map(
    (split) => [split, coarsenImages(dataset[split], dataset.shape, side)] as const,
  );
  return {
    ...dataset,
    ...Object.fromEntries(splits),
    shape: [height / side, width / side, channels],
  };
}

function coarsenImages(
  {images, labels}: LabelledImages,
  [, width, channels]: ImageShape,
  side: number,
): LabelledImages {
  const columns = width / side;
  const coarse = new Uint8Array(images.length / side ** 2);
  // The rows of all images lie below one another, and each image has a whole number of coarse ones.
  for (let to = 0; to < coarse.length; to++) {
    const channel = to % channels;
    const column = Math.floor(to / channels) % columns;
    const row = Math.floor(to / channels / columns);
    let sum = 0;
    for (let y = row * side; y < (row + 1) * side; y++)
      for (let x = column * side; x < (column + 1) * side; x++)
        sum += images[(y * width + x) * channels + channel];
    coarse[to] = Math.round(sum / side ** 2);
  }
  return {images: coarse, labels};
}
