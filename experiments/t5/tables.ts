import {declareTable, number} from '../../src/tables/declare.ts';

/** In the order of the report; the study returns the rows of each under its key. */
export const tables = {
  maps: declareTable(
    'theory-reparametrization',
    'One random linear map, and the odds before and after it.',
    {
      replicate: number('', 'random map'),
      determinant: number('', 'det M of θ = M·φ'),
      detSharp: number('loss²/φ⁴', 'det H at the sharp minimum in φ, over that in θ'),
      detWide: number('loss²/φ⁴', 'det H at the wide minimum in φ, over that in θ'),
      formulaBefore: number('', 'log(p_A/p_B) by the formula in θ, A the wide basin'),
      formulaAfter: number('', 'the same in φ'),
      before: number('', 'log-odds of the wide basin by SGD in θ'),
      after: number('', 'the same in φ, with the same isotropic σ² there'),
      pulledBack: number('', 'the same in φ with the noise that θ has, of covariance σ²MᵀM'),
    },
  ),
  bends: declareTable(
    'theory-nonlinear-map',
    'The formula before and after one bend of the coordinates.',
    {
      bend: number('', 'b of θ = φ + b·φ³/3'),
      formulaBefore: number('', 'log(p_A/p_B) by the formula in θ, A the wide basin'),
      formulaAfter: number(
        '',
        'the same in φ, where det H gains the square of dθ/dφ at the minimum',
      ),
    },
  ),
};
