import {open, readFile} from 'node:fs/promises';
import {z} from 'zod';

/** Typed arrays that a safetensors file can hold here; the machine is taken to be little-endian. */
export type TensorValues = Uint8Array | Int32Array | Float32Array | Float64Array;

export interface StoredTensor {
  readonly shape: readonly number[];
  /** Row-major values. */
  readonly values: TensorValues;
}

/** Named tensors and a map of strings: the content of one safetensors file. */
export interface TensorFile {
  readonly tensors: Readonly<Record<string, StoredTensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

type Span = [buffer: ArrayBufferLike, byteOffset: number, length: number];
const DTYPES = {
  U8: {width: 1, view: (...span: Span) => new Uint8Array(...span)},
  I32: {width: 4, view: (...span: Span) => new Int32Array(...span)},
  F32: {width: 4, view: (...span: Span) => new Float32Array(...span)},
  F64: {width: 8, view: (...span: Span) => new Float64Array(...span)},
} as const;

const TensorEntry = z.object({
  dtype: z.enum(['U8', 'I32', 'F32', 'F64']),
  shape: z.array(z.int().nonnegative()),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});
const Header = z
  .object({__metadata__: z.record(z.string(), z.string()).default({})})
  .catchall(TensorEntry);

const elements = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);

function dtypeOf(values: TensorValues): keyof typeof DTYPES {
  if (values instanceof Uint8Array) return 'U8';
  if (values instanceof Int32Array) return 'I32';
  return values instanceof Float32Array ? 'F32' : 'F64';
}

/**
 * Writes the safetensors format (https://huggingface.co/docs/safetensors): the header's length
 * (u64), a JSON header, the values. Equal content gives equal bytes: tensors go from wide elements
 * to narrow ones, then by name, so that every tensor is aligned. Values are not copied.
 *
 * @throws RangeError when a shape does not fit its values.
 */
export async function writeTensors(path: string, {tensors, metadata}: TensorFile): Promise<void> {
  const ordered = Object.entries(tensors).sort(
    ([nameA, a], [nameB, b]) =>
      b.values.BYTES_PER_ELEMENT - a.values.BYTES_PER_ELEMENT || (nameA < nameB ? -1 : 1),
  );
  const names = Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  const header: Record<string, unknown> = {__metadata__: Object.fromEntries(names)};
  let offset = 0;
  for (const [name, {shape, values}] of ordered) {
    if (elements(shape) !== values.length)
      throw new RangeError(`${name}: [${shape.join(', ')}] does not hold ${values.length} values.`);
    const end = offset + values.byteLength;
    header[name] = {dtype: dtypeOf(values), shape, data_offsets: [offset, end]};
    offset = end;
  }
  const json = Buffer.from(JSON.stringify(header));
  const padded = Buffer.alloc(8 + Math.ceil(json.length / 8) * 8, ' ');
  padded.writeBigUInt64LE(BigInt(padded.length - 8));
  json.copy(padded, 8);
  const file = await open(path, 'wx');
  try {
    await file.writeFile(padded);
    for (const [, {values}] of ordered)
      await file.writeFile(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  } finally {
    await file.close();
  }
}

/**
 * Reads a safetensors file; the tensors are views of its bytes.
 *
 * @throws RangeError when the file is cut or its offsets do not fit; ZodError or SyntaxError when
 * the header is malformed or has a type that is not read here.
 */
export async function readTensors(path: string): Promise<TensorFile> {
  const bytes = await readFile(path);
  const headerEnd = bytes.length < 8 ? Infinity : 8 + Number(bytes.readBigUInt64LE());
  if (headerEnd > bytes.length) throw new RangeError(`${path}: cut inside its header.`);
  const {__metadata__: metadata, ...entries} = Header.parse(
    JSON.parse(bytes.toString('utf8', 8, headerEnd)),
  );
  const tensors: Record<string, StoredTensor> = {};
  for (const [name, {dtype, shape, data_offsets: range}] of Object.entries(entries)) {
    const [from, to] = range;
    if (to - from !== elements(shape) * DTYPES[dtype].width || headerEnd + to > bytes.length)
      throw new RangeError(`${path}: ${name} does not fit its offsets [${from}, ${to}).`);
    tensors[name] = {shape, values: viewOf(dtype, bytes, headerEnd + from, to - from)};
  }
  return {tensors, metadata};
}

function viewOf(
  dtype: keyof typeof DTYPES,
  bytes: Buffer,
  from: number,
  length: number,
): TensorValues {
  const {width, view} = DTYPES[dtype];
  const start = bytes.byteOffset + from;
  if (start % width === 0) return view(bytes.buffer, start, length / width);
  return view(Uint8Array.from(bytes.subarray(from, from + length)).buffer, 0, length / width);
}
