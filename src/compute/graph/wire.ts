/**
 * Writes messages in the protocol-buffer wire format: each field is a tag (number and wire type)
 * and a value. Only the value kinds that graphs need.
 * https://protobuf.dev/programming-guides/encoding/
 */
export type Field = readonly Uint8Array[];

const varintType = 0;
const bytesType = 2;
const fixed32Type = 5;

function varint(value: number): Uint8Array {
  // 64-bit two's complement, as the format asks for negative numbers.
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  while (rest >= 128n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

const tag = (field: number, type: number) => varint(field * 8 + type);

/** int32, int64, bool and enum fields. */
export const integerField = (field: number, value: number): Field => [
  tag(field, varintType),
  varint(value),
];

export const floatField = (field: number, value: number): Field => [
  tag(field, fixed32Type),
  new Uint8Array(Float32Array.of(value).buffer),
];

/** Bytes, strings and, by {@link message}, nested messages. */
export function bytesField(field: number, value: string | Uint8Array): Field {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return [tag(field, bytesType), varint(bytes.length), bytes];
}

export const message = (...fields: readonly Field[]): Uint8Array => Buffer.concat(fields.flat());

export const messageField = (field: number, ...fields: readonly Field[]): Field =>
  bytesField(field, message(...fields));

/** A repeated number field, in one run of bytes. */
export const packedIntegers = (field: number, values: readonly number[]): Field =>
  bytesField(field, Buffer.concat(values.map(varint)));

export const packedFloats = (field: number, values: Float32Array): Field =>
  bytesField(field, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));

export const mapEntry = (field: number, key: string, value: Uint8Array): Field =>
  messageField(field, bytesField(1, key), bytesField(2, value));
