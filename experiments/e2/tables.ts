import {declareTable, number, optional, text} from '../../src/tables/declare.ts';
import {nodeDeclared} from '../shared/run-columns.ts';
import {correlationColumns, pointColumns} from '../width-and-n/columns.ts';

const atTarget = 'One training where it reached the common train loss, or where it ended without.';
const afterEpochs = 'One training after a fixed number of epochs.';

export const goodRuns = declareTable('e2-good-runs', atTarget, pointColumns);
export const badRuns = declareTable('e2-bad-runs', atTarget, pointColumns);
export const goodFixedEpochs = declareTable('e2-good-fixed-epochs', afterEpochs, pointColumns);
export const badFixedEpochs = declareTable('e2-bad-fixed-epochs', afterEpochs, pointColumns);

export const scan = declareTable('e2-scan', 'One training of the scan of bad initialisations.', {
  ...nodeDeclared,
  std: number('', 'standard deviation of the Gaussian that draws the weights; He’s is 0.2'),
  seed: number('', 'replicate: which seed of initialisation, order and noise'),
  outcome: text('how the run ended'),
  epoch: number('epochs', 'when it ended'),
  trainLoss: optional(number('nat', 'train loss then')),
  validationAccuracy: optional(number('', 'accuracy on the validation images then')),
});

export const correlations = declareTable(
  'e2-correlations',
  'The rank correlation of n with one quantity over one group of runs.',
  correlationColumns,
);
