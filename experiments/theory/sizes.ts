import {z} from 'zod';
import {count, replicates} from '../../src/study/sized.ts';
import {sized, type Profile} from '../profiles.ts';

export const sizes = sized(
  z
    .object({
      replicates,
      chains: count('simulated chains of one run; some studies take a multiple [chains]'),
    })
    .describe('T1–T7: simulations and solutions of the theory'),
  {
    quick: {replicates: 10, chains: 64},
    standard: {replicates: 20, chains: 256},
    paper: {replicates: 20, chains: 1024},
  },
);

/**
 * The studies of the theory (claims T1–T7), each the parameters of its stage. Temperatures
 * T = nσ²/2 are chosen beside the barrier of the two basins (1.1 above the wide one) so that chains
 * still cross it within the time of a study, and η beside their curvatures (8 and 1).
 */
export function theory(profile: Profile) {
  const {replicates, chains} = sizes.at[profile];
  const examples = 256;
  return {
    endpoint: {
      noises: [0.002, 0.003, 0.006],
      learningRates: [0.012, 0.024, 0.048, 0.096, 0.144],
      gradientVariance: 420,
      limitBatchSizes: [1, 4, 16, 64],
      examples,
      replicates,
      chains,
      duration: 200,
    },
    fokkerPlanck: {
      temperature: 0.5,
      learningRate: 0.01,
      batchSize: 8,
      times: [0.1, 0.3, 1, 3],
      cells: 480,
      examples,
      replicates,
      chains: 64 * chains,
    },
    basins: {
      learningRate: 0.01,
      batchSizes: [2, 3, 4, 5],
      gradientVariance: 230,
      examples,
      replicates,
      chains,
      duration: 8,
    },
    rescaling: {
      learningRate: 0.0025,
      batchSize: 1,
      gradientVariance: 360,
      factors: [1, 2, 4, 8, 12, 16, 24, 48, 96],
      kept: 4,
      examples: 1024,
      fewExamples: 128,
      replicates,
      chains: 4 * chains,
      duration: 16,
    },
    reparametrization: {
      learningRate: 0.006,
      batchSize: 2,
      gradientVariance: 266,
      stretch: 1.5,
      examples,
      replicates,
      chains,
      duration: 20,
    },
    family: {learningRates: [0.02, 0.01, 0.005], replicates},
    covariance: {
      examples: 128,
      replicates,
      chains: 4 * chains,
      snapshots: 40,
      basinChains: chains,
      basinDuration: 30,
    },
  };
}
