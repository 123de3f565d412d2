import type {Claim} from '../../src/judging/claim.ts';
import {finiteData, twoBasinsLoss} from '../shared/theory-assumptions.ts';

/** Invariance under (η, S) ↦ (cη, cS), and where it breaks. */
export const claims: readonly Claim[] = [
  {
    id: 'T4',
    family: 'theory',
    title:
      'Rescaling η and S together leaves the endpoint as it is, until discretisation breaks it',
    slide: {
      heading: 'Take-Away Theory',
      words: String.raw`Invariance under simultaneous rescaling $\eta \mapsto c\eta$ and $S \mapsto cS$`,
    },
    criteria: [
      {
        id: 'invariant',
        quantity:
          'log of the stationary variance at c = 4 over that at c = 1, worst of three cases [1]',
        expect: 'within',
        bound: 0.1,
      },
      {
        id: 'basins',
        quantity:
          'Wasserstein distance to the common Gibbs law of two basins at c = 4, over its deviation [1]',
        expect: 'below',
        bound: 0.1,
      },
      {
        id: 'breakdown',
        quantity:
          'log of the c at which the variance has moved by a tenth over the c predicted, worst case [1]',
        expect: 'within',
        bound: 0.4,
      },
      {
        id: 'control',
        quantity: 'log of the variance ratio under the control η → √c·η, S → cS at c = 4 [1]',
        expect: 'below',
        bound: -0.3,
      },
    ],
    rule: 'Student tests over replicates. Predictions: exact discrete covariance 1/(1 − ηλ/2), and (N − S)/(N − 1) for batches without replacement. A breakdown is where the variance leaves ±10%; the small training set must break earlier than the large one at the same curvature.',
    paper:
      'VGG-11: the endpoint breaks down for large β, earlier for the smaller train set [SL]; rescaling by √c fits worse (arXiv version)',
    assumptions: [twoBasinsLoss, finiteData],
  },
];
