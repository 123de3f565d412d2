import {z} from 'zod';
import {readTensors, writeTensors, type StoredTensor} from '../../src/compute/safetensors.ts';
import {
  imageBytes,
  SPLIT_NAMES,
  type Dataset,
  type ImageShape,
  type LabelledImages,
} from '../../src/data/dataset.ts';
import type {ArtifactKind} from '../../src/pipeline/artifact.ts';

const Facts = z.object({
  name: z.string(),
  extent: z.enum(['sample', 'full']),
  classes: z.array(z.string()).min(2),
  provenance: z.object({
    title: z.string(),
    homepage: z.string(),
    licence: z.string(),
    citation: z.string(),
  }),
});

type Tensors = Readonly<Record<string, StoredTensor | undefined>>;

/** Images, labels and splits of one collection, in one safetensors file (`train.images`, `train.labels`, …). */
export const dataset: ArtifactKind<'dataset', Dataset> = {
  name: 'dataset',
  form: 'file',
  write: async (path, {name, extent, shape, classes, provenance, ...splits}) => {
    const tensors: Record<string, StoredTensor> = {};
    for (const split of SPLIT_NAMES) {
      const {images, labels} = splits[split];
      tensors[`${split}.images`] = {shape: [labels.length, ...shape], values: images};
      tensors[`${split}.labels`] = {shape: [labels.length], values: labels};
    }
    const facts = Facts.parse({name, extent, classes, provenance});
    await writeTensors(path, {tensors, metadata: {dataset: JSON.stringify(facts)}});
  },
  read: async (path) => {
    const {tensors, metadata} = await readTensors(path);
    const facts = Facts.parse(JSON.parse(metadata['dataset'] ?? 'null'));
    const shape = imageShape(tensors);
    const read = (split: string) => labelled(tensors, split, shape, facts.classes.length);
    return {
      ...facts,
      shape,
      train: read('train'),
      validation: read('validation'),
      test: read('test'),
    };
  },
};

function imageShape(tensors: Tensors): ImageShape {
  const [, ...shape] = tensors['train.images']?.shape ?? [];
  if (shape.length !== 3)
    throw new RangeError('A dataset needs train.images of shape [N, H, W, C].');
  return [shape[0], shape[1], shape[2]];
}

function labelled(
  tensors: Tensors,
  split: string,
  shape: ImageShape,
  classes: number,
): LabelledImages {
  const images = tensors[`${split}.images`]?.values;
  const labels = tensors[`${split}.labels`]?.values;
  if (!(images instanceof Uint8Array) || !(labels instanceof Int32Array))
    throw new TypeError(`A dataset needs ${split}.images (U8) and ${split}.labels (I32).`);
  if (images.length !== labels.length * imageBytes(shape))
    throw new RangeError(`${split}: ${labels.length} labels, ${images.length} bytes of images.`);
  if (labels.some((label) => label < 0 || label >= classes))
    throw new RangeError(`${split}: a label lies outside 0 … ${classes - 1}.`);
  return {images, labels};
}
