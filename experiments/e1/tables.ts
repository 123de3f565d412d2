import {declareTable, flag, number, optional} from '../../src/tables/declare.ts';
import {runDeclared} from '../shared/run-columns.ts';
import {correlationColumns, pointColumns} from '../width-and-n/columns.ts';

export const runs = declareTable(
  'e1-runs',
  'One training where it reached the common train loss, or where it ended without.',
  {
    ...pointColumns,
    trainingLambdaMax: optional(
      number(
        '',
        'largest eigenvalue with batch norm in training mode, as SGD feels it; empty where it did not converge',
      ),
    ),
    trainingProduct: optional(number('', 'η times that: full-batch descent is unstable above 2')),
    rescaledFrobenius: optional(
      number('', 'Frobenius norm with every filter in units of its norm (rescaling-invariant)'),
    ),
    rescaledFrobeniusError: optional(number('', 'one standard error of its random probes')),
  },
);

export const fixedEpochs = declareTable(
  'e1-fixed-epochs',
  'One training after a fixed number of epochs.',
  pointColumns,
);

export const correlations = declareTable(
  'e1-correlations',
  'The rank correlation of n with one quantity over one group of runs.',
  correlationColumns,
);

export const estimators = declareTable(
  'e1-estimators',
  'One endpoint whose Hessian was measured by the paper’s finite differences too.',
  {
    ...runDeclared,
    finiteDifference: number('', '‖H‖ = √(mean ‖Hv‖²), v ~ N(0, I), Hv by finite differences'),
    finiteDifferenceError: number('', 'one standard error of its random vectors'),
    exact: number('', 'the same with exact products on the same vectors'),
    exactError: number('', 'one standard error of its random vectors'),
    disagreement: number('', 'mean of ‖Hv − FD(v)‖/‖Hv‖'),
    step: number('', 'ε·‖v‖: how far the weights were moved'),
    probes: number('products', 'random vectors'),
  },
);

export const spectra = declareTable(
  'e1-spectra',
  'One endpoint whose whole spectrum was measured.',
  {
    ...runDeclared,
    lambdaMax: number('', 'largest eigenvalue, by Lanczos'),
    lambdaMaxResidual: number('', 'some eigenvalue lies within this distance of it'),
    lambdaMaxConverged: flag('whether that reached the tolerance'),
    lambdaMin: optional(number('', 'smallest eigenvalue; empty where it did not converge')),
    bandwidth: number('', 'standard deviation of the Gaussian that smooths the density'),
    single: number('', 'height in the density of a single eigenvalue'),
  },
);

export const density = declareTable(
  'e1-density',
  'One point of the spectral density of one endpoint.',
  {
    noise: number('', 'n = η/S'),
    seed: number('', 'replicate: which seed of initialisation, order and noise'),
    eigenvalue: number('', 'eigenvalue λ of the Hessian'),
    density: number('', 'density of the eigenvalues of the Hessian at λ; integrates to 1'),
  },
);
