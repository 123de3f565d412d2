import {z} from 'zod';
import {count, real, replicates, trainSize} from '../../src/study/sized.ts';
import {seeded} from '../profiles.ts';

const paper = {
  learningRate: 0.05,
  smallBatch: 50,
  trainSize: 3000,
  steps: 270,
  moments: 9,
  pathReplicates: 4,
};

export const sizes = seeded(
  'X7',
  z
    .object({
      learningRate: real('learning rate η [1]'),
      smallBatch: count('the small batch size, beside that of all images [images]'),
      trainSize,
      steps: count('steps of either run [steps]'),
      moments: count('evenly spaced moments at which λ_max is measured [moments]'),
      pathReplicates: count(
        'replicates measured at all of them, the others in the last third [runs]',
      ),
      replicates,
    })
    .describe('X7: the edge of stability; network of E1'),
  {
    quick: {...paper, trainSize: 1000, steps: 180, pathReplicates: 1, replicates: 8},
    standard: paper,
    paper,
  },
);
