import type {Claim} from '../../src/judging/claim.ts';

/** Where noise is not isotropic. */
export const claims: readonly Claim[] = [
  {
    id: 'X0',
    family: 'own',
    title: 'Where noise is not isotropic the Gibbs form fails, by what the Lyapunov equation says',
    slide: {heading: 'Discussion', words: 'Isotropic variance'},
    criteria: [
      {
        id: 'lyapunov',
        quantity:
          'relative error of the exact stationary covariance against simulation, worst of nine cases [1]',
        expect: 'below',
        bound: 0.05,
      },
      {
        id: 'gibbs-fails',
        quantity: 'relative error of the Gibbs covariance where C ≠ σ²I, smallest over η [1]',
        expect: 'above',
        bound: 0.2,
      },
      {
        id: 'size',
        quantity:
          'log of that error measured over the error that the Lyapunov equation predicts [1]',
        expect: 'within',
        bound: 0.1,
      },
      {
        id: 'basins',
        quantity:
          'log-odds of two basins under anisotropic noise, SGD less the Fokker–Planck equation [1]',
        expect: 'within',
        bound: 0.1,
      },
    ],
    rule: 'Student tests over replicates, each with data of its own; the worst case counts: isotropic and anisotropic noise at several η, momentum, batches without replacement, reshuffled epochs, and a regression whose noise grows with the distance to the fit.',
    assumptions: [
      'The talk names isotropic variance as an assumption to discuss; what fails without it is derived here [ours].',
    ],
  },
];
