import {sized} from '../profiles.ts';
import {T1Parameters} from './parameters.ts';

/**
 * Temperatures T = nσ²/2 stand beside the barrier of the two basins (1.1 above the wide one), so that chains still
 * cross it within the time of the study, and η beside their curvatures (8 and 1).
 */
const fixed = {
  noises: [0.002, 0.003, 0.006],
  learningRates: [0.012, 0.024, 0.048, 0.096, 0.144],
  gradientVariance: 420,
  limitBatchSizes: [1, 4, 16, 64],
  examples: 256,
  duration: 200,
};

export const sizes = sized(T1Parameters, {
  quick: {...fixed, replicates: 10, chains: 64},
  standard: {...fixed, replicates: 20, chains: 256},
  paper: {...fixed, replicates: 20, chains: 1024},
});
