import {z} from 'zod';
import {
  capTime,
  count,
  epochs,
  pairOf,
  pairs,
  real,
  reals,
  replicates,
  target,
  trainSize,
} from '../../src/study/sized.ts';
import {seeded} from '../profiles.ts';

const schema = z
  .object({
    pairs,
    badStd: real('standard deviation of the bad initialisation [1]'),
    scannedStds: reals('standard deviations that the scan of bad initialisations tries [1]'),
    scanPair: pairOf('the pair (η, S) at which the scan trains'),
    trainSize,
    target,
    fixedEpochs: epochs,
    fixedReplicates: count('replicates whose Hessian is measured after fixed epochs too [runs]'),
    cap: capTime,
    replicates,
  })
  .describe('E2: width and n, 20-layer MLP without BN, Fashion-MNIST');

/** n over a decade, and small n that reaches the target in reasonable time. */
const affordable: z.output<typeof schema>['pairs'] = [
  [0.06, 75],
  [0.05, 50],
  [0.03, 50],
  [0.02, 50],
  [0.02, 100],
  [0.01, 50],
  [0.02, 200],
];

const paper: Omit<z.output<typeof schema>, 'replicates'> = {
  pairs: [
    [0.05, 50],
    [0.05, 1000],
    [0.025, 500],
    [0.04, 1000],
    [0.02, 500],
    [0.02, 100],
    [0.01, 50],
    [0.01, 100],
    [0.02, 200],
    [0.005, 1000],
    [0.03, 50],
    [0.02, 50],
    [0.06, 75],
    [0.015, 100],
    [0.011, 100],
    [0.0075, 100],
  ],
  badStd: 0.15,
  scannedStds: [0.12, 0.15, 0.2, 0.24, 0.27],
  scanPair: [0.02, 50],
  trainSize: 50_000,
  target: 0.3,
  fixedEpochs: 15,
  fixedReplicates: 5,
  cap: 750,
};

export const sizes = seeded('E2', schema, {
  quick: {
    ...paper,
    pairs: affordable,
    scannedStds: [0.12, 0.15, 0.27],
    trainSize: 3000,
    target: 0.8,
    fixedEpochs: 10,
    fixedReplicates: 1,
    cap: 60,
    replicates: 4,
  },
  standard: {
    ...paper,
    pairs: affordable,
    trainSize: 20_000,
    target: 0.6,
    fixedReplicates: 3,
    cap: 300,
  },
  paper,
});
