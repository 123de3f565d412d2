import type {Claim} from '../../src/judging/claim.ts';
import {finiteData, twoBasinsLoss} from '../shared/theory-assumptions.ts';

/** SGD with isotropic noise against the Boltzmann–Gibbs law. */
export const claims: readonly Claim[] = [
  {
    id: 'T1',
    family: 'theory',
    title: 'SGD with isotropic noise ends in the Boltzmann–Gibbs distribution of n',
    slide: {
      heading: 'Boltzmann-Gibbs distribution',
      words: String.raw`$$P(\theta) = P_0 \exp \left( -\frac{2}{\sigma^2} \frac{1}{n} L(\theta) \right)$$`,
    },
    criteria: [
      {
        id: 'order',
        quantity:
          'power of η with which the Wasserstein distance to the Gibbs law falls at fixed n, smallest over n [1]',
        expect: 'above',
        bound: 0.5,
      },
      {
        id: 'limit',
        quantity:
          'Wasserstein distance to the Gibbs law at the smallest η, over its standard deviation, largest over n [1]',
        expect: 'below',
        bound: 0.1,
      },
      {
        id: 'temperature',
        quantity:
          'log of the temperature that positions show, taken to η = 0, over nσ²/2, at the n where it is furthest off [1]',
        expect: 'within',
        bound: 0.1,
      },
      {
        id: 'central-limit',
        quantity:
          'power of S with which the distance to the law of Gaussian noise falls when examples are skewed, at fixed nσ² and η [1]',
        expect: 'below',
        bound: -0.25,
      },
    ],
    rule: 'Student tests over independent replicates, at every n; the worst n counts. The sampling error alone gives a distance too (shown beside it), which can only make the first two harder to meet. The distance is theory’s to be proportional to η and to 1/√S.',
    assumptions: [
      twoBasinsLoss,
      finiteData,
      'At fixed n, η → 0 means S → 0: skewness then does not average out within a batch, but over time, and matters as the mean gradient over σ. It is therefore tested on its own, at fixed nσ² and η [ours].',
    ],
  },
];
