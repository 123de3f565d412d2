import {readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {
  imageBytes,
  SPLIT_NAMES,
  take,
  type Dataset,
  type SplitName,
} from '../../src/data/dataset.ts';
import {makeSample, readSample, SampleManifest} from '../../src/data/sample.ts';
import {all} from './load-collections.ts';

const FOLDER = join(import.meta.dirname, '../../data/sample');
const MEGABYTE = 1e6;

/** 60 images of one colour each, whose labels come in no order. */
const labelled = (count: number, offset: number) => ({
  images: Uint8Array.from({length: count * 12}, (_, byte) => offset + Math.floor(byte / 12)),
  labels: Int32Array.from({length: count}, (_, index) => (index * index + (index % 5)) % 3),
});
const full: Dataset = {
  name: 'cifar-10',
  extent: 'full',
  shape: [2, 2, 3],
  classes: ['cat', 'dog', 'frog'],
  provenance: {title: 'T', homepage: 'https://example.org', licence: 'none', citation: 'C'},
  train: labelled(60, 0),
  validation: labelled(30, 100),
  test: labelled(30, 200),
};
const sampled = makeSample(full, {train: 12, validation: 6, test: 3});
const readFrom = (files: ReadonlyMap<string, Uint8Array>) => (file: string) =>
  Promise.resolve(files.get(file) ?? new Uint8Array());

describe('a sample', () => {
  test('holds the first images of each class, dealt class by class', async () => {
    const sample = await readSample(sampled.manifest, readFrom(sampled.files));
    expect(sample).toMatchObject({name: 'cifar-10', extent: 'sample', classes: full.classes});
    expect([...sample.train.labels]).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2]);
    for (const split of SPLIT_NAMES) {
      for (const label of [0, 1, 2]) {
        const ofClass = (from: Dataset) =>
          [...from[split].labels.keys()].filter((index) => from[split].labels[index] === label);
        const chosen = take(sample[split], ofClass(sample), full.shape);
        const first = ofClass(full).slice(0, chosen.labels.length);
        expect(chosen).toEqual(take(full[split], first, full.shape));
      }
    }
  });

  test('is the same bytes every time', () => {
    expect(makeSample(full, {train: 12, validation: 6, test: 3})).toEqual(sampled);
  });

  test('with an altered or missing sheet is refused, and the sheet is named', async () => {
    const files = new Map(sampled.files).set('train/1-dog.png', Uint8Array.of(1, 2, 3));
    const damaged = readSample(sampled.manifest, readFrom(files));
    await expect(damaged).rejects.toMatchObject({code: 'SAMPLE_DAMAGED'});
    await expect(damaged).rejects.toThrow(
      /^train\/1-dog\.png of the T sample has SHA-256 [0-9a-f]{64}/,
    );
  });

  test('cannot hold more images of a class than there are', () => {
    expect(() => makeSample(full, {train: 120, validation: 6, test: 3})).toThrow(/Class 0 has/);
  });
});

/** Every image of a split, as a value that can be looked up. */
function contents({shape, ...splits}: Dataset, split: SplitName): ReadonlySet<string> {
  const {images, labels} = splits[split];
  const size = imageBytes(shape);
  const image = (index: number) => Buffer.from(images.subarray(index * size, (index + 1) * size));
  return new Set(Array.from(labels, (_, index) => image(index).toString('latin1')));
}

describe('the embedded sample', () => {
  test.each(all)(
    'of $name is sound, balanced, without an image in two splits',
    async ({name, shape, classes, provenance, sample: embedded}) => {
      const text = await readFile(join(FOLDER, name, 'manifest.json'), 'utf8');
      const manifest = SampleManifest.parse(JSON.parse(text));
      expect(manifest).toEqual(embedded);
      const sample = await readSample(manifest, (file) => readFile(join(FOLDER, name, file)));
      expect(sample).toMatchObject({name, shape, classes, provenance});
      for (const split of SPLIT_NAMES) {
        const {labels} = sample[split];
        const perClass = classes.map((_, label) => labels.filter((one) => one === label).length);
        expect(new Set(perClass)).toEqual(new Set([labels.length / classes.length]));
      }
      const [train, validation, held] = SPLIT_NAMES.map((split) => contents(sample, split));
      expect([...validation, ...held].filter((image) => train.has(image))).toEqual([]);
      expect([...held].filter((image) => validation.has(image))).toEqual([]);
      const sheets = SPLIT_NAMES.flatMap((split) => manifest.sheets[split].map(({file}) => file));
      const pictures = (await readdir(join(FOLDER, name), {recursive: true})).filter((file) =>
        file.endsWith('.png'),
      );
      expect(pictures.sort()).toEqual(sheets.sort());
    },
  );

  test('takes less than 16 MB', async () => {
    const entries = await readdir(FOLDER, {recursive: true, withFileTypes: true});
    const sizes = await Promise.all(
      entries
        .filter((entry) => entry.isFile())
        .map(async ({parentPath, name}) => (await stat(join(parentPath, name))).size),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(16 * MEGABYTE);
  });
});
