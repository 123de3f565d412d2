import {z} from 'zod';
import {ExpectedError} from '../system/expected-error.ts';
import {sha256} from '../system/hash.ts';
import {fromSheet, toSheet} from './contact-sheet.ts';
import {
  imageBytes,
  SPLIT_NAMES,
  take,
  type Dataset,
  type ImageShape,
  type LabelledImages,
  type SplitName,
} from './dataset.ts';
import {decodePng, encodePng} from './png.ts';

const COLUMNS = 20;

const Sheet = z.object({
  /** Path beside the manifest, `<split>/<label>-<class>.png`. */
  file: z.string(),
  label: z.int().nonnegative(),
  count: z.int().positive(),
  sha256: z.string().length(64),
});

/** What stands beside the sheets of one dataset: every fact that the pictures do not show. */
export const SampleManifest = z.object({
  name: z.string(),
  provenance: z.object({
    title: z.string(),
    homepage: z.string(),
    licence: z.string(),
    citation: z.string(),
  }),
  /** Height [px], width [px] and channels of one image. */
  shape: z.tuple([z.int().positive(), z.int().positive(), z.int().positive()]),
  classes: z.array(z.string()).min(2),
  sheets: z.record(z.enum(SPLIT_NAMES), z.array(Sheet)),
});
export type SampleManifest = z.output<typeof SampleManifest>;

/** A sheet is missing, altered, or not what the manifest says. */
export class SampleError extends ExpectedError<'SAMPLE_DAMAGED'> {
  override readonly name = 'SampleError';
}

/**
 * The first `counts[split]` ÷ classes images of each class and split, as one contact sheet each.
 * The sample's splits are parts of the full dataset's splits.
 */
export function makeSample(
  {name, provenance, shape, classes, ...splits}: Dataset,
  counts: Readonly<Record<SplitName, number>>,
): {manifest: SampleManifest; files: ReadonlyMap<string, Uint8Array>} {
  const files = new Map<string, Uint8Array>();
  const sheetsOf = (split: SplitName) =>
    classes.map((title, label) => {
      const count = counts[split] / classes.length;
      const chosen = take(splits[split], firstOfClass(splits[split], label, count), shape);
      const file = `${split}/${label}-${title}.png`;
      const png = encodePng(toSheet(chosen.images, shape, COLUMNS));
      files.set(file, png);
      return {file, label, count, sha256: sha256(png)};
    });
  const sheets = {
    train: sheetsOf('train'),
    validation: sheetsOf('validation'),
    test: sheetsOf('test'),
  };
  const [height, width, channels] = shape;
  const facts = {name, provenance, shape: [height, width, channels], classes, sheets};
  return {manifest: SampleManifest.parse(facts), files};
}

function firstOfClass({labels}: LabelledImages, label: number, count: number): number[] {
  const indices: number[] = [];
  for (let index = 0; index < labels.length && indices.length < count; index++)
    if (labels[index] === label) indices.push(index);
  if (indices.length < count)
    throw new RangeError(`Class ${label} has ${indices.length} images, ${count} were asked for.`);
  return indices;
}

/**
 * Reads a sample back. Images are dealt class by class (0, 1, …, 9, 0, 1, …), so that every leading
 * part of a split is as balanced as can be.
 *
 * @param read gives the bytes of a sheet by its path beside the manifest.
 * @throws SampleError when a sheet does not have the content that the manifest pins.
 */
export async function readSample(
  {sheets, ...facts}: SampleManifest,
  read: (file: string) => Promise<Uint8Array>,
): Promise<Dataset> {
  const split = async (name: SplitName) =>
    deal(
      await Promise.all(
        sheets[name].map(async ({file, label, count, sha256: expected}) => {
          const png = await read(file);
          const found = sha256(png);
          if (found !== expected)
            throw new SampleError({
              code: 'SAMPLE_DAMAGED',
              message: `${file} of the ${facts.provenance.title} sample has SHA-256 ${found}, the manifest says ${expected}.`,
              received: file,
              next: 'Restore it from version control, or remake the sample with data/make-sample.ts.',
            });
          return {label, images: fromSheet(decodePng(png, facts.shape[2]), facts.shape, count)};
        }),
      ),
      facts.shape,
    );
  return {
    ...facts,
    extent: 'sample',
    train: await split('train'),
    validation: await split('validation'),
    test: await split('test'),
  };
}

function deal(
  classes: readonly {label: number; images: Uint8Array}[],
  shape: ImageShape,
): LabelledImages {
  const size = imageBytes(shape);
  const order = classes
    .flatMap(({label, images}) =>
      Array.from({length: images.length / size}, (_, rank) => ({
        rank,
        label,
        image: images.subarray(rank * size, (rank + 1) * size),
      })),
    )
    .sort((a, b) => a.rank - b.rank || a.label - b.label);
  const images = new Uint8Array(order.length * size);
  order.forEach(({image}, index) => images.set(image, index * size));
  return {images, labels: Int32Array.from(order, ({label}) => label)};
}
