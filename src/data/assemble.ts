import type {Collection, ImageFiles} from './collection.ts';
import {imageBytes, type Dataset, type LabelledImages} from './dataset.ts';
import type {Member} from './member.ts';
import {splitTrain} from './split.ts';

/**
 * Makes the full dataset from its published files. One file is in memory at a time beside the
 * result: the images of a part go straight to their place in train or validation.
 */
export async function assemble(
  {name, provenance, shape, classes, ...collection}: Collection,
  read: (member: Member) => Promise<Uint8Array>,
): Promise<Dataset> {
  const order = splitTrain(name, collection.trainCount, collection.validationCount);
  const size = imageBytes(shape);
  const train = blank(order.train.length, size);
  const validation = blank(order.validation.length, size);
  const places = new Int32Array(collection.trainCount);
  order.train.forEach((index, place) => (places[index] = place));
  order.validation.forEach((index, place) => (places[index] = train.labels.length + place));

  let first = 0;
  for (const part of collection.train) {
    const {images, labels} = await decode(part, read);
    labels.forEach((label, index) => {
      const place = places[first + index];
      const held = place - train.labels.length;
      const [split, to] = held < 0 ? [train, place] : [validation, held];
      split.images.set(images.subarray(index * size, (index + 1) * size), to * size);
      split.labels[to] = label;
    });
    first += labels.length;
  }
  const test = await decode(collection.test, read);
  return {name, extent: 'full', shape, classes, provenance, train, validation, test};
}

const blank = (count: number, size: number): LabelledImages => ({
  images: new Uint8Array(count * size),
  labels: new Int32Array(count),
});

async function decode(
  {members, decode: decodeFiles}: ImageFiles,
  read: (member: Member) => Promise<Uint8Array>,
): Promise<LabelledImages> {
  const files = [];
  for (const member of members) files.push(await read(member));
  return decodeFiles(files);
}
