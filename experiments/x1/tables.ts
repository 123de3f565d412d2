import {declareTable, number, optional} from '../../src/tables/declare.ts';
import {momentDeclared} from '../third-factor/noise.ts';

export const noise = declareTable(
  'x1-noise',
  'The covariance C of the gradients of one training at one moment.',
  {
    ...momentDeclared,
    trace: number('', 'Tr C, the variance of a gradient over examples'),
    traceError: number('', 'one standard error of its random probes'),
    isotropy: number(
      '',
      '(Tr C)²/(D·Tr C²), both across two disjoint sets of images: 1 for C = σ²I',
    ),
    alignment: number('', 'cosine between C of one set of images and the Hessian of another'),
    alignmentError: number('', 'one standard error of its random probes'),
    largest: optional(number('', 'largest eigenvalue of C; empty where it did not converge')),
  },
);
