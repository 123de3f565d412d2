import manifest from '../../../data/sample/cifar-10/manifest.json' with {type: 'json'};
import {cifarBatch, CIFAR_SHAPE} from '../cifar.ts';
import type {Collection} from '../collection.ts';
import {webSource} from '../sources/web.ts';

export default {
  name: 'cifar-10',
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
  ].map((sha256, index) => cifarBatch(`data_batch_${index + 1}.bin`, sha256)),
  test: cifarBatch(
    'test_batch.bin',
    '8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b',
  ),
  archive: 'cifar-10-binary.tar.gz',
  sources: [
    webSource({
      name: 'the University of Toronto',
      files: [{url: 'https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz', bytes: 170_052_171}],
    }),
  ],
  sampleCounts: {train: 4_000, validation: 750, test: 600},
  sample: manifest,
} satisfies Collection;
