export const SPLIT_NAMES = ['train', 'validation', 'test'] as const;
export type SplitName = (typeof SPLIT_NAMES)[number];

/** Height [px], width [px] and channels of one image. */
export type ImageShape = readonly [height: number, width: number, channels: number];

/** N images with their labels; index i of one belongs to index i of the other. */
export interface LabelledImages {
  /** Raw pixels 0 … 255, [N, height, width, channels], row-major. Normalisation is training's. */
  readonly images: Uint8Array;
  /** Class indices, [N]. */
  readonly labels: Int32Array;
}

/** Where a collection comes from, for the report and for people who reuse it. */
export interface Provenance {
  readonly title: string;
  readonly homepage: string;
  readonly licence: string;
  readonly citation: string;
}

/** A labelled image collection, split for training. */
export interface Dataset extends Readonly<Record<SplitName, LabelledImages>> {
  /** That of its collection. */
  readonly name: string;
  /** `sample`: the embedded class-balanced part. `full`: the whole collection. */
  readonly extent: 'sample' | 'full';
  readonly shape: ImageShape;
  /** Class names; labels index them. */
  readonly classes: readonly string[];
  readonly provenance: Provenance;
}

/** Bytes of one image. */
export const imageBytes = ([height, width, channels]: ImageShape): number =>
  height * width * channels;

/** The images and labels at `indices`, in that order. */
export function take(
  from: LabelledImages,
  indices: ArrayLike<number>,
  shape: ImageShape,
): LabelledImages {
  const size = imageBytes(shape);
  const images = new Uint8Array(indices.length * size);
  const labels = new Int32Array(indices.length);
  for (let to = 0; to < indices.length; to++) {
    const index = indices[to];
    images.set(from.images.subarray(index * size, (index + 1) * size), to * size);
    labels[to] = from.labels[index];
  }
  return {images, labels};
}
