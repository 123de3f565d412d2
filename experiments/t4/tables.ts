import {declareTable, number, optional, text} from '../../src/tables/declare.ts';

/** In the order of the report; the study returns the rows of each under its key. */
export const tables = {
  variance: declareTable(
    'theory-rescaling-variance',
    'The stationary variance of one replicate at one c.',
    {
      setting: text('curvature of the quadratic and size of the training set'),
      factor: number('', 'c in (η, S) → (cη, cS)'),
      replicate: number('', 'independent replicate'),
      shift: optional(
        number('', 'log of the variance over that of the SDE; empty where SGD ran away'),
      ),
      predicted: optional(
        number('', 'the same from the exact discrete covariance; empty where unstable'),
      ),
    },
  ),
  breakdown: declareTable(
    'theory-rescaling-breakdown',
    'The c at which the invariance broke in one replicate.',
    {
      setting: text('curvature of the quadratic and size of the training set'),
      replicate: number('', 'independent replicate'),
      found: optional(
        number('', 'c at which the variance has moved by a tenth; empty if it never does'),
      ),
      predicted: optional(number('', 'the same from the exact discrete covariance')),
    },
  ),
  basins: declareTable('theory-rescaling-basins', 'Two basins of one replicate at one c.', {
    factor: number('', 'c in (η, S) → (cη, cS)'),
    replicate: number('', 'independent replicate'),
    distance: number('', 'W1 to the Gibbs law over its deviation'),
    predicted: number('', 'the same for the exact law of SGD with Gaussian noise'),
    floor: number('', 'the same for independent Gibbs draws, one a chain and relaxation time'),
  }),
};
