import {declareTable, number, optional, text} from '../../src/tables/declare.ts';

/** In the order of the report; the study returns the rows of each under its key. */
export const tables = {
  distances: declareTable(
    'theory-endpoint-distances',
    'One simulation of one replicate, and how far its law is from the Gibbs law.',
    {
      method: text('minibatch SGD, or the scheme that integrates the SDE in steps of η'),
      noise: number('', 'n = η/S'),
      learningRate: number('', 'learning rate η'),
      batchSize: optional(number('examples', 'S = η/n; empty for the SDE')),
      replicate: number('', 'independent replicate'),
      wasserstein: number(
        '',
        'Wasserstein-1 distance to the Gibbs law, over its standard deviation',
      ),
      totalVariation: number('', 'total variation distance to the Gibbs law, over bins of 0.2'),
      temperatureRatio: number('', 'temperature that the positions show, E[L′²]/E[L″], over nσ²/2'),
      startGap: number(
        '',
        'share of the wide basin: chains started there less those from the sharp',
      ),
    },
  ),
  scales: declareTable(
    'theory-endpoint-scales',
    'What must be seen at one n and η: the exact law, and the error of sampling alone.',
    {
      noise: number('', 'n = η/S'),
      learningRate: number('', 'learning rate η'),
      temperature: number('loss', 'T = nσ²/2'),
      relaxationTime: number('', 'slowest time of the Fokker–Planck equation in ηt'),
      predicted: number('', 'W1 to Gibbs of the exact law of SGD with Gaussian noise at this η'),
      predictedVariation: number('', 'the same in total variation'),
      floor: number(
        '',
        'mean W1 to Gibbs of independent Gibbs draws, one a chain and relaxation time',
      ),
      floorVariation: number('', 'the same in total variation'),
    },
  ),
  limit: declareTable(
    'theory-endpoint-limit',
    'One simulation with skewed examples, at one batch size.',
    {
      replicate: number('', 'independent replicate'),
      batchSize: number('examples', 'batch size S'),
      gradientVariance: number('loss²/θ²', 'σ², raised with S so that nσ² stays'),
      wasserstein: number('', 'W1 to the law that Gaussian noise gives, over the Gibbs deviation'),
      totalVariation: number('', 'the same in total variation'),
    },
  ),
  densities: declareTable('theory-endpoint-densities', 'One bin of the density at one n.', {
    noise: number('', 'n = η/S'),
    theta: number('', 'position θ'),
    loss: number('loss', 'loss L(θ) there'),
    gibbs: number('1/θ', 'Boltzmann–Gibbs density'),
    simulated: number('1/θ', 'density of SGD at the smallest η, all replicates together'),
  }),
};
