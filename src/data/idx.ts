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
