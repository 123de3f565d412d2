import {sized} from '../profiles.ts';
import {T2Parameters} from './parameters.ts';

const fixed = {
  temperature: 0.5,
  learningRate: 0.01,
  batchSize: 8,
  times: [0.1, 0.3, 1, 3],
  cells: 480,
  examples: 256,
};

export const sizes = sized(T2Parameters, {
  quick: {...fixed, replicates: 10, chains: 4096},
  standard: {...fixed, replicates: 20, chains: 16_384},
  paper: {...fixed, replicates: 20, chains: 65_536},
});
