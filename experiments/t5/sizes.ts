import {sized} from '../profiles.ts';
import {T5Parameters} from './parameters.ts';

/**
 * Temperatures T = nσ²/2 stand beside the barrier of the two basins (1.1 above the wide one), so that chains still
 * cross it within the time of the study, and η beside their curvatures (8 and 1).
 */
const fixed = {
  learningRate: 0.006,
  batchSize: 2,
  gradientVariance: 266,
  stretch: 1.5,
  examples: 256,
  duration: 20,
};

export const sizes = sized(T5Parameters, {
  quick: {...fixed, replicates: 10, chains: 64},
  standard: {...fixed, replicates: 20, chains: 256},
  paper: {...fixed, replicates: 20, chains: 1024},
});
