import type {Claim} from '../../src/judging/claim.ts';
import {twoBasinsLoss} from '../shared/theory-assumptions.ts';

/** Invariance of the odds of two basins under reparametrization. */
export const claims: readonly Claim[] = [
  {
    id: 'T5',
    family: 'theory',
    title: 'The ratio of basin probabilities does not depend on the parametrization',
    slide: {
      heading: 'Ratio of Probabilities',
      words: 'This ratio is invariant to reparametrization',
    },
    criteria: [
      {
        id: 'formula',
        quantity: 'change of log(p_A/p_B) by the formula under random linear maps [1]',
        expect: 'within',
        bound: 1e-6,
      },
      {
        id: 'simulated',
        quantity: 'change of the simulated log-odds under random linear maps [1]',
        expect: 'within',
        bound: 0.25,
      },
    ],
    rule: 'One random linear map a replicate; two one-sided Student tests over them.',
    assumptions: [
      twoBasinsLoss,
      'SGD in the new coordinates has isotropic noise of the same σ² there; the noise that the old coordinates imply breaks the invariance, and is shown [ours].',
      'Linear maps of non-degenerate minima only: a bent coordinate changes the formula, and is shown [ours].',
    ],
  },
];
