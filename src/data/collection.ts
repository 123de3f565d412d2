import type {ImageShape, LabelledImages, Provenance, SplitName} from './dataset.ts';
import type {Member} from './member.ts';
import type {Source} from './sources/source.ts';

/** Where images and their labels stand, and how they are read from there. */
export interface ImageFiles {
  readonly members: readonly Member[];
  /** From the bytes of the members, in their order. */
  readonly decode: (files: readonly Uint8Array[]) => LabelledImages;
}

/** One image collection: its facts, its files and their pinned contents, and who has them. */
export interface Collection {
  /** The name by which runs and records know it; also that of its folders. */
  readonly name: string;
  readonly provenance: Provenance;
  readonly shape: ImageShape;
  readonly classes: readonly string[];
  readonly trainCount: number;
  /** How many of the official training images are held out. */
  readonly validationCount: number;
  readonly testCount: number;
  readonly train: readonly ImageFiles[];
  readonly test: ImageFiles;
  /** The file that holds all members, where people download one: `cifar-10-binary.tar.gz`. */
  readonly archive?: string;
  /** The official address first, where it still serves files, then public mirrors, then package registries. */
  readonly sources: readonly Source[];
  /**
   * How many images of each split data/make-sample.ts takes: all samples fit into 16 MB. Claims judge on validation
   * accuracy, whose sampling error matters more than that of the test accuracy.
   */
  readonly sampleCounts: Readonly<Record<SplitName, number>>;
  /** `manifest.json` of the sample that it made; imported, so that it is part of the key. Left out before. */
  readonly sample?: unknown;
}

/** Every file of a collection. */
export const membersOf = ({train, test}: Pick<Collection, 'train' | 'test'>): readonly Member[] =>
  [...train, test].flatMap(({members}) => members);
