import type {Claim} from '../../src/judging/claim.ts';
import {finiteData} from '../shared/theory-assumptions.ts';

/** The Fokker–Planck equation, solved as a PDE, against the Gibbs law and SGD. */
export const claims: readonly Claim[] = [
  {
    id: 'T2',
    family: 'theory',
    title: 'The Fokker–Planck equation comes to rest at the Gibbs law, without current',
    slide: {
      heading: 'Fokker-Planck Equation',
      words: String.raw`Endpoint of SGD: Equilibrium/Detailed Balance: $\mathbf{J} = 0$.`,
    },
    criteria: [
      {
        id: 'gibbs',
        quantity: 'log₁₀ of the total variation between the density at rest and the Gibbs law [1]',
        expect: 'below',
        bound: -6,
      },
      {
        id: 'current',
        quantity: 'log₁₀ of the largest current at rest over the largest at the start [1]',
        expect: 'below',
        bound: -6,
      },
      {
        id: 'order',
        quantity: 'order of convergence of the solution in the size of the cells [1]',
        expect: 'above',
        bound: 1.5,
      },
      {
        id: 'dynamics',
        quantity:
          'Wasserstein distance between SGD and the equation on the way, over the Gibbs deviation, largest over times [1]',
        expect: 'below',
        bound: 0.05,
      },
    ],
    rule: 'One random loss of three bowls and one random start a replicate, on a line and in a plane; Student tests over them, the worse dimension and the worst time count. Conservative finite volumes of order 2 that keep densities positive.',
    assumptions: [
      'The equation is solved in the time ηt, between reflecting walls [ours].',
      finiteData,
    ],
  },
];
