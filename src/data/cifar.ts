import type {ImageFiles} from './collection.ts';
import type {ImageShape, LabelledImages} from './dataset.ts';

export const CIFAR_SHAPE = [32, 32, 3] as const satisfies ImageShape;
const PIXELS = 32 * 32;
const RECORD = 1 + 3 * PIXELS;

/**
 * Decodes one batch of CIFAR-10's binary layout: records of a label byte and 3,072 pixel bytes,
 * channel-planar (all red, all green, all blue), into [N, 32, 32, 3].
 *
 * @throws RangeError when the length is no multiple of a record.
 */
export function decodeCifarBatch(bytes: Uint8Array): LabelledImages {
  const count = bytes.length / RECORD;
  if (!Number.isInteger(count))
    throw new RangeError(`${bytes.length} bytes are no whole number of ${RECORD}-byte records.`);
  const images = new Uint8Array(count * 3 * PIXELS);
  const labels = new Int32Array(count);
  for (let record = 0; record < count; record++) {
    const from = record * RECORD;
    labels[record] = bytes[from];
    let to = record * 3 * PIXELS;
    for (let pixel = from + 1; pixel <= from + PIXELS; pixel++) {
      images[to++] = bytes[pixel];
      images[to++] = bytes[pixel + PIXELS];
      images[to++] = bytes[pixel + 2 * PIXELS];
    }
  }
  return {images, labels};
}

/** One batch of 10,000 images. */
export const cifarBatch = (file: string, sha256: string): ImageFiles => ({
  members: [{name: `cifar-10-batches-bin/${file}`, bytes: 10_000 * RECORD, sha256}],
  decode: ([batch]) => decodeCifarBatch(batch),
});
