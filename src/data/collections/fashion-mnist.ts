import manifest from '../../../data/sample/fashion-mnist/manifest.json' with {type: 'json'};
import type {Collection} from '../collection.ts';
import {gzippedFiles, idxFiles} from '../idx.ts';
import {debianSource} from '../sources/debian.ts';
import {webSource} from '../sources/web.ts';

/** Of the gzipped files: training images and labels, test images and labels [bytes]. */
const SIZES = [26_421_880, 29_515, 4_422_102, 5_148];

export default {
  name: 'fashion-mnist',
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
    idxFiles(
      'train',
      60_000,
      'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
      'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
    ),
  ],
  test: idxFiles(
    't10k',
    10_000,
    '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
    '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
  ),
  sources: [
    webSource({
      name: "Zalando's own address",
      files: gzippedFiles('http://fashion-mnist.s3-website.eu-central-1.amazonaws.com', SIZES),
    }),
    debianSource('dataset-fashion-mnist', 'usr/share/datasets/fashion-mnist'),
  ],
  sampleCounts: {train: 6_000, validation: 1_500, test: 500},
  sample: manifest,
} satisfies Collection;
