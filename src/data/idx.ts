import type {ImageFiles} from './collection.ts';
import type {WebFile} from './sources/web.ts';

/** An array of unsigned bytes in the IDX format of MNIST. */
export interface IdxArray {
  readonly shape: readonly number[];
  /** Row-major values; a view of the bytes given. */
  readonly values: Uint8Array;
}

const UNSIGNED_BYTE = 0x08;

/**
 * Decodes IDX: two zero bytes, the type code, the rank, one big-endian 32-bit length per axis, the
 * values. Only unsigned bytes are read, which is what MNIST and Fashion-MNIST hold.
 *
 * @throws RangeError when the header or the length does not fit.
 */
export function decodeIdx(bytes: Uint8Array): IdxArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0 || bytes[2] !== UNSIGNED_BYTE)
    throw new RangeError('Not an IDX file of unsigned bytes.');
  const rank = bytes[3];
  const header = 4 + 4 * rank;
  if (bytes.length < header) throw new RangeError(`IDX header cut at ${bytes.length} bytes.`);
  const shape = Array.from({length: rank}, (_, axis) => view.getUint32(4 + 4 * axis));
  const length = shape.reduce((product, size) => product * size, 1);
  if (bytes.length !== header + length)
    throw new RangeError(
      `IDX of shape [${shape.join(', ')}] needs ${header + length} bytes, has ${bytes.length}.`,
    );
  return {shape, values: bytes.subarray(header)};
}

const FILE_NAMES = ['train', 't10k'].flatMap((set) => [
  `${set}-images-idx3-ubyte`,
  `${set}-labels-idx1-ubyte`,
]);

/** A pair of IDX files as MNIST names them: `count` images of 28×28 pixels, and their labels. */
export const idxFiles = (
  set: 'train' | 't10k',
  count: number,
  imagesSha256: string,
  labelsSha256: string,
): ImageFiles => ({
  members: [
    {name: `${set}-images-idx3-ubyte`, bytes: 16 + count * 784, sha256: imagesSha256},
    {name: `${set}-labels-idx1-ubyte`, bytes: 8 + count, sha256: labelsSha256},
  ],
  decode: ([images, labels]) => ({
    images: decodeIdx(images).values,
    labels: Int32Array.from(decodeIdx(labels).values),
  }),
});

/** The four files of such a collection, gzipped one by one below `base`; their sizes in the order of the names. */
export const gzippedFiles = (base: string, sizes: readonly number[]): readonly WebFile[] =>
  FILE_NAMES.map((name, index) => ({url: `${base}/${name}.gz`, bytes: sizes[index]}));
