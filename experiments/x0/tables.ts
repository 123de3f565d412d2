import {declareTable, number, optional, text} from '../../src/tables/declare.ts';

/** In the order of the report; the study returns the rows of each under its key. */
export const tables = {
  covariances: declareTable(
    'x0-covariance',
    'One entry of the stationary covariance of one replicate.',
    {
      setting: text('noise, learning rate and sampling'),
      learningRate: number('', 'learning rate η'),
      replicate: number('', 'independent replicate'),
      entry: text('which entry of the covariance matrix'),
      measured: number('θ²', 'stationary covariance of simulated SGD'),
      exact: number('θ²', 'exact discrete covariance'),
      continuous: optional(number('θ²', 'Ornstein–Uhlenbeck limit; empty for the regression')),
      gibbs: optional(number('θ²', 'Gibbs form with σ² = tr C/d; empty for the regression')),
    },
  ),
  limits: declareTable(
    'x0-covariance-limits',
    'The errors that the continuous and the Gibbs form must have in one setting.',
    {
      setting: text('noise, learning rate and sampling'),
      learningRate: number('', 'learning rate η'),
      continuousError: number('', '‖OU − exact‖/‖exact‖'),
      gibbsError: number('', '‖Gibbs − exact‖/‖exact‖'),
      circulation: number(
        'θ²',
        'rate at which probability circulates per ηt; 0 under detailed balance',
      ),
    },
  ),
  basins: declareTable(
    'x0-covariance-basins',
    'Two basins under anisotropic noise, one replicate.',
    {
      replicate: number('', 'independent replicate'),
      simulated: number('', 'log-odds of the wide basin by SGD with anisotropic noise'),
      rest: number('', 'the same from the Fokker–Planck equation at rest'),
      gibbs: number('', 'the same from the Gibbs form at the mean noise'),
      current: number('', 'largest probability current at rest, per unit of ηt'),
    },
  ),
};
