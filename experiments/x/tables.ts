import {declareTable, number, optional, text} from '../../src/tables/declare.ts';
import {hessianDeclared} from '../shared/hessian.ts';
import {nodeDeclared} from '../shared/run-columns.ts';

const moment = {
  ...nodeDeclared,
  seed: number('', 'replicate: which seed of initialisation, order and noise'),
  snapshot: text('when it was measured'),
};

export const noise = declareTable(
  'x-noise',
  'The covariance C of the gradients of one training at one moment.',
  {
    ...moment,
    trace: number('', 'Tr C, the variance of a gradient over examples'),
    traceError: number('', 'one standard error of its random probes'),
    isotropy: number('', '(Tr C)²/(D·Tr C²), the bias of so few examples taken off: 1 for C = σ²I'),
    alignment: number('', 'cosine between C and the Hessian'),
    alignmentError: number('', 'one standard error of its random probes'),
    largest: optional(number('', 'largest eigenvalue of C; empty where it did not converge')),
  },
);

export const gaussianity = declareTable(
  'x-gaussianity',
  'How far minibatch gradients of one size are from a Gaussian, at one moment of one training.',
  {
    ...moment,
    batchSize: number('images', 'batch size S'),
    distance: number('', 'Anderson–Darling A² of minibatch gradients, mean over directions'),
    gaussian: number('', 'the same for exactly Gaussian noise: mean'),
    gaussian95: number('', 'and 95% quantile'),
    p: number('', 'p of exactly Gaussian noise being as far off'),
    excessKurtosis: number(
      '',
      'excess kurtosis of minibatch gradients; the limit theorem gives κ/S',
    ),
  },
);

export const ends = declareTable(
  'x3-runs',
  'One training where it reached the common train loss.',
  {
    ...nodeDeclared,
    seed: number('', 'replicate: which seed of initialisation, order and noise'),
    strength: number('', 'standard deviation of the weight of an example; 0: plain SGD'),
    ...hessianDeclared,
    validationAccuracy: optional(number('', 'accuracy on the validation images then')),
  },
);
