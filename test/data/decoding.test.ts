import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {decodeCifarBatch} from '../../src/data/cifar.ts';
import {fromSheet, toSheet} from '../../src/data/contact-sheet.ts';
import type {ImageShape} from '../../src/data/dataset.ts';
import {decodeIdx} from '../../src/data/idx.ts';
import {decodePng, encodePng} from '../../src/data/png.ts';
import {splitTrain} from '../../src/data/split.ts';

describe('IDX', () => {
  test('gives the shape and the values after the header', () => {
    const bytes = Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6);
    const {shape, values} = decodeIdx(bytes);
    expect(shape).toEqual([2, 3]);
    expect([...values]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test.each([
    ['another type', Uint8Array.of(0, 0, 9, 1, 0, 0, 0, 0), /Not an IDX/],
    ['a cut header', Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 0), /header cut at 8/],
    ['a cut body', Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7), /\[2\] needs 10 bytes, has 9/],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => decodeIdx(bytes)).toThrow(message);
  });
});

describe('CIFAR batch', () => {
  test('turns channel planes into interleaved channels', () => {
    const record = new Uint8Array(3073);
    record[0] = 7;
    record.fill(10, 1, 1025).fill(20, 1025, 2049).fill(30, 2049);
    record[1 + 33] = 11; // red of row 1, column 1
    const {images, labels} = decodeCifarBatch(Buffer.concat([new Uint8Array(3073), record]));
    expect([...labels]).toEqual([0, 7]);
    expect([...images.subarray(3072, 3075)]).toEqual([10, 20, 30]);
    expect([...images.subarray(3072 + 99, 3072 + 102)]).toEqual([11, 20, 30]);
  });

  test('refuses half a record', () => {
    expect(() => decodeCifarBatch(new Uint8Array(3074))).toThrow(RangeError);
  });
});

const tiles = fc
  .record({
    shape: fc.tuple(
      fc.integer({min: 1, max: 4}),
      fc.integer({min: 1, max: 4}),
      fc.constantFrom(1, 3),
    ),
    count: fc.integer({min: 1, max: 9}),
    columns: fc.integer({min: 1, max: 4}),
  })
  .chain(({shape, count, columns}) => {
    const length = count * shape[0] * shape[1] * shape[2];
    return fc.record({
      shape: fc.constant<ImageShape>(shape),
      count: fc.constant(count),
      columns: fc.constant(columns),
      images: fc.uint8Array({minLength: length, maxLength: length}),
    });
  });

describe('contact sheet', () => {
  test('loses nothing on its way through a PNG', () => {
    fc.assert(
      fc.property(tiles, ({shape, count, columns, images}) => {
        const png = encodePng(toSheet(images, shape, columns));
        expect(fromSheet(decodePng(png, shape[2]), shape, count)).toEqual(images);
      }),
      {numRuns: 40},
    );
  });

  test('places tile k in row k ÷ columns', () => {
    const sheet = toSheet(Uint8Array.of(1, 2, 3), [1, 1, 1], 2);
    expect(sheet).toMatchObject({width: 2, height: 2});
    expect([...sheet.pixels]).toEqual([1, 2, 3, 0]);
  });

  test('refuses to give more images than it has places', () => {
    const sheet = toSheet(Uint8Array.of(1, 2, 3), [1, 1, 1], 2);
    expect(() => fromSheet(sheet, [1, 1, 1], 5)).toThrow(/does not hold 5 images/);
    expect(() => fromSheet(sheet, [1, 1, 3], 1)).toThrow(RangeError);
  });
});

describe('split of the training set', () => {
  test('is a partition, the same every time, and differs between datasets', () => {
    const {train, validation} = splitTrain('cifar-10', 50_000, 5_000);
    expect([train.length, validation.length]).toEqual([45_000, 5_000]);
    expect(new Set([...train, ...validation]).size).toBe(50_000);
    expect(splitTrain('cifar-10', 50_000, 5_000).train).toEqual(train);
    expect(splitTrain('mnist', 50_000, 5_000).train).not.toEqual(train);
  });
});
