import {sized} from '../profiles.ts';
import {T4Parameters} from './parameters.ts';

/**
 * Temperatures T = nσ²/2 stand beside the barrier of the two basins (1.1 above the wide one), so that chains still
 * cross it within the time of the study, and η beside their curvatures (8 and 1).
 */
const fixed = {
  learningRate: 0.0025,
  batchSize: 1,
  gradientVariance: 360,
  factors: [1, 2, 4, 8, 12, 16, 24, 48, 96],
  kept: 4,
  examples: 1024,
  fewExamples: 128,
  duration: 16,
};

export const sizes = sized(T4Parameters, {
  quick: {...fixed, replicates: 10, chains: 256},
  standard: {...fixed, replicates: 20, chains: 1024},
  paper: {...fixed, replicates: 20, chains: 4096},
});
