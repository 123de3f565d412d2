import type {Claim} from '../../src/judging/claim.ts';
import {finiteData, twoBasinsLoss} from '../shared/theory-assumptions.ts';

/** Occupancy and escape of a sharp deep and a wide shallow basin. */
export const claims: readonly Claim[] = [
  {
    id: 'T3',
    family: 'theory',
    title: 'Basins are occupied as depth and width trade off, and exchange rank at the predicted n',
    slide: {
      heading: String.raw`Probability ending in a region near $\theta_A$`,
      words: 'higher $n$ gives more priority to width and less priority to depth',
    },
    criteria: [
      {
        id: 'log-odds',
        quantity:
          'log-odds of the wide basin in simulation less those of the formula, where they differ most surely [1]',
        expect: 'within',
        bound: 0.3,
      },
      {
        id: 'crossing',
        quantity:
          'log of the n of equal odds found over the n predicted, worse of line and plane [1]',
        expect: 'within',
        bound: 0.25,
      },
      {
        id: 'trade-off',
        quantity:
          'slope of the log-odds of the wide basin over log n, smaller of line and plane [1]',
        expect: 'above',
        bound: 0,
      },
      {
        id: 'escape',
        quantity:
          'log of the rate of escape measured over that of the Fokker–Planck equation, where they differ most surely [1]',
        expect: 'within',
        bound: 0.25,
      },
      {
        id: 'kramers',
        quantity:
          'log of the rate of escape measured over that of Eyring and Kramers, on a line through T taken to T = 0 [1]',
        expect: 'within',
        bound: 0.5,
      },
    ],
    rule: 'Student tests over replicates, two one-sided where a margin is given, at every n, basin and dimension; the worst counts. Kramers’ law is an asymptote for T → 0, so it is met by extrapolation; the margin is wide because the extrapolation is.',
    assumptions: [
      twoBasinsLoss,
      finiteData,
      'Rates are not in the slides; they say how long an endpoint lasts [ours].',
    ],
  },
];
