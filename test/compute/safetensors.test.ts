import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {readTensors, writeTensors} from '../../src/compute/safetensors.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'safetensors-'));
});
afterEach(() => rm(folder, {recursive: true}));

const content = {
  tensors: {
    'a.bytes': {shape: [3], values: Uint8Array.of(1, 2, 255)},
    'b.floats': {shape: [2, 2], values: Float32Array.of(1.5, -0, NaN, Infinity)},
    'c.ints': {shape: [1], values: Int32Array.of(-7)},
    'd.doubles': {shape: [], values: Float64Array.of(Math.PI)},
    'e.none': {shape: [0, 5], values: new Float32Array()},
  },
  metadata: {note: 'η/S', kind: 'test'},
};

describe('safetensors', () => {
  test('gives back what was written', async () => {
    const path = join(folder, 'x.safetensors');
    await writeTensors(path, content);
    expect(await readTensors(path)).toEqual(content);
  });

  test('is laid out as the format says', async () => {
    const path = join(folder, 'x.safetensors');
    await writeTensors(path, content);
    const bytes = await readFile(path);
    const length = Number(bytes.readBigUInt64LE());
    expect(length % 8).toBe(0);
    const header: unknown = JSON.parse(bytes.toString('utf8', 8, 8 + length));
    expect(header).toMatchObject({
      __metadata__: content.metadata,
      'd.doubles': {dtype: 'F64', shape: [], data_offsets: [0, 8]},
      'b.floats': {dtype: 'F32', shape: [2, 2], data_offsets: [8, 24]},
      'a.bytes': {dtype: 'U8', shape: [3], data_offsets: [28, 31]},
    });
    expect(bytes.length).toBe(8 + length + 31);
  });

  test('writes equal bytes whatever the order of names', async () => {
    await writeTensors(join(folder, 'x'), content);
    await writeTensors(join(folder, 'y'), {
      tensors: Object.fromEntries(Object.entries(content.tensors).reverse()),
      metadata: {kind: 'test', note: 'η/S'},
    });
    expect(await readFile(join(folder, 'x'))).toEqual(await readFile(join(folder, 'y')));
  });

  test('reads tensors that another writer did not align', async () => {
    const header = JSON.stringify({x: {dtype: 'F64', shape: [1], data_offsets: [0, 8]}});
    const bytes = Buffer.alloc(8 + header.length + 8);
    bytes.writeBigUInt64LE(BigInt(header.length));
    bytes.write(header, 8);
    bytes.writeDoubleLE(0.25, 8 + header.length);
    await writeFile(join(folder, 'x'), bytes);
    const {tensors, metadata} = await readTensors(join(folder, 'x'));
    expect(tensors['x']).toEqual({shape: [1], values: Float64Array.of(0.25)});
    expect(metadata).toEqual({});
  });

  test.each([
    ['an empty file', 0],
    ['a cut header', 20],
    ['cut values', -1],
  ])('refuses %s', async (_, end) => {
    const path = join(folder, 'x');
    await writeTensors(path, content);
    await writeFile(path, (await readFile(path)).subarray(0, end));
    await expect(readTensors(path)).rejects.toThrow(RangeError);
  });

  test('refuses a shape that does not fit its values', async () => {
    const wrong = {tensors: {x: {shape: [2], values: Uint8Array.of(1)}}, metadata: {}};
    await expect(writeTensors(join(folder, 'x'), wrong)).rejects.toThrow(/\[2\].*1 values/);
  });
});
