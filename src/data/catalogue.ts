import {CIFAR_SHAPE} from './cifar.ts';
import type {DatasetName, ImageShape, Provenance} from './dataset.ts';

/** One file of a collection, as its authors publish it, unpacked. */
export interface Member {
  /** Path inside the publisher's archive or package. */
  readonly name: string;
  readonly bytes: number;
  /** Of the unpacked file: archives of equal content differ in their headers. */
  readonly sha256: string;
}

/** Where images and their labels stand: a pair of IDX files, or one CIFAR batch that holds both. */
export type Part = {readonly images: Member; readonly labels: Member} | {readonly batch: Member};

/** One image collection: its facts, its files and their pinned contents. */
export interface Collection {
  readonly provenance: Provenance;
  readonly shape: ImageShape;
  readonly classes: readonly string[];
  readonly trainCount: number;
  /** How many of the official training images are held out. */
  readonly validationCount: number;
  readonly testCount: number;
  readonly train: readonly Part[];
  readonly test: Part;
}

/** Every file of a collection. */
export const membersOf = ({train, test}: Collection): readonly Member[] =>
  [...train, test].flatMap((part) => ('batch' in part ? [part.batch] : [part.images, part.labels]));

const idxPart = (
  set: 'train' | 't10k',
  count: number,
  imagesSha256: string,
  labelsSha256: string,
): Part => ({
  images: {name: `${set}-images-idx3-ubyte`, bytes: 16 + count * 784, sha256: imagesSha256},
  labels: {name: `${set}-labels-idx1-ubyte`, bytes: 8 + count, sha256: labelsSha256},
});

const cifarPart = (file: string, sha256: string): Part => ({
  batch: {name: `cifar-10-batches-bin/${file}`, bytes: 10_000 * 3_073, sha256},
});

const mnist: Collection = {
  provenance: {
    title: 'MNIST',
    homepage: 'http://yann.lecun.com/exdb/mnist/',
    licence: 'CC BY-SA 3.0',
    citation:
      'Y. LeCun, C. Cortes, C. J. C. Burges: The MNIST database of handwritten digits. 1998.',
  },
  shape: [28, 28, 1],
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  trainCount: 60_000,
  validationCount: 10_000,
  testCount: 10_000,
  train: [
    idxPart(
      'train',
      60_000,
      'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
      '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    ),
  ],
  test: idxPart(
    't10k',
    10_000,
    '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  ),
};

const fashionMnist: Collection = {
  provenance: {
    title: 'Fashion-MNIST',
    homepage: 'https://github.com/zalandoresearch/fashion-mnist',
    licence: 'MIT, © 2017 Zalando SE',
    citation:
      'H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning Algorithms. arXiv:1708.07747, 2017.',
  },
  shape: [28, 28, 1],
  classes: [
    't-shirt',
    'trouser',
    'pullover',
    'dress',
    'coat',
    'sandal',
    'shirt',
    'sneaker',
    'bag',
    'ankle-boot',
  ],
  trainCount: 60_000,
  validationCount: 10_000,
  testCount: 10_000,
  train: [
    idxPart(
      'train',
      60_000,
      'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
      'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
    ),
  ],
  test: idxPart(
    't10k',
    10_000,
    '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
    '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
  ),
};

const cifar10: Collection = {
  provenance: {
    title: 'CIFAR-10',
    homepage: 'https://www.cs.toronto.edu/~kriz/cifar.html',
    licence: 'none stated by its authors, who ask for a citation',
    citation:
      'A. Krizhevsky: Learning Multiple Layers of Features from Tiny Images. Technical report, University of Toronto, 2009.',
  },
  shape: CIFAR_SHAPE,
  classes: [
    'airplane',
    'automobile',
    'bird',
    'cat',
    'deer',
    'dog',
    'frog',
    'horse',
    'ship',
    'truck',
  ],
  trainCount: 50_000,
  validationCount: 5_000,
  testCount: 10_000,
  train: [
    'cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5',
    'a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed',
    'bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67',
    '014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48',
    '755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add',
  ].map((sha256, index) => cifarPart(`data_batch_${index + 1}.bin`, sha256)),
  test: cifarPart(
    'test_batch.bin',
    '8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b',
  ),
};

export const CATALOGUE: Readonly<Record<DatasetName, Collection>> = {
  mnist,
  'fashion-mnist': fashionMnist,
  'cifar-10': cifar10,
};
