import {declareTable, number} from '../../src/tables/declare.ts';
import {momentDeclared} from '../third-factor/noise.ts';

export const gaussianity = declareTable(
  'x2-gaussianity',
  'How far minibatch gradients of one size are from a Gaussian, at one moment of one training.',
  {
    ...momentDeclared,
    batchSize: number('images', 'batch size S'),
    distance: number(
      '',
      'Kolmogorov distance of minibatch gradients along the leading eigenvectors of C, mean',
    ),
    gaussian: number('', 'the same for exactly Gaussian noise, in the mean'),
    excessKurtosis: number(
      '',
      'excess kurtosis of minibatch gradients; the limit theorem gives κ/S',
    ),
  },
);
