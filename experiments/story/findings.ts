import type {FindingGroup} from '../../src/report/story.ts';

/** What the first screen says of the talk: the theory by itself, networks by their size. */
export const findings: readonly FindingGroup[] = [
  {
    title: 'Theory',
    all: 'What it predicts holds in simulation: SGD ends in a Gibbs law of n\u00a0=\u00a0η/S, more noise trades depth for width, and scaling η and S together changes nothing until steps get too large',
    points: [
      {
        topic: 'the Gibbs law',
        holds: 'SGD ends in a Gibbs law of n\u00a0=\u00a0η/S',
        fails: 'SGD does not end in a Gibbs law of n\u00a0=\u00a0η/S',
        claims: ['T1', 'T2'],
      },
      {
        topic: 'width against depth',
        holds: 'more noise trades depth for width as predicted',
        fails: 'noise does not trade depth for width as predicted',
        claims: ['T3'],
      },
      {
        topic: 'rescaling',
        holds: 'scaling η and S together changes nothing until steps get too large',
        fails: 'scaling η and S together changes the end',
        claims: ['T4'],
      },
      {
        topic: 'reparametrization',
        holds: 'coordinates do not matter as claimed',
        fails: 'coordinates matter, other than claimed',
        claims: ['T5', 'T6'],
      },
    ],
  },
  {
    title: 'Small MLPs',
    points: [
      {
        topic: 'flatness',
        holds: 'more noise ends flatter',
        fails: 'more noise ends sharper',
        claims: ['E1a', 'E2a', 'E2c'],
        symbol: 'ρ',
      },
      {
        topic: 'accuracy',
        holds: 'more noise generalises better',
        fails: 'more noise does not generalise better',
        claims: ['E1b', 'E2b'],
      },
      {
        topic: 'memorization',
        holds: 'at equal memorization it generalises better',
        fails: 'against the talk, at equal memorization it generalises worse',
        claims: ['E7a', 'E7b', 'E7c', 'E7d'],
        symbol: 'ρ',
      },
    ],
  },
  {
    title: 'Networks on CIFAR-10',
    points: [
      {
        topic: 'minima at lower n',
        holds: 'lower n ends in sharper minima',
        fails: 'lower n does not end in sharper minima',
        claims: ['E4a', 'E4b'],
      },
      {
        topic: 'widths at equal n',
        holds: 'equal n gives equal widths',
        fails: 'equal n gives unequal widths',
        claims: ['E5a', 'E5b'],
      },
      {
        topic: 'learning curves at equal n',
        holds: 'equal n gives the same learning curves',
        fails: 'equal n gives different learning curves',
        claims: ['E6a', 'E6b'],
      },
      {
        topic: 'too much noise',
        holds: 'too much noise hurts',
        fails: 'accuracy does not fall towards the highest noise',
        claims: ['E3'],
      },
      {
        topic: 'cycles between sharp and wide',
        holds: 'cyclic schedules move between sharp and wide and end wider than the baseline',
        fails: 'cyclic schedules do not move between sharp and wide as claimed',
        claims: ['E8a', 'E8b'],
      },
      {
        topic: 'accuracy of cyclic schedules',
        holds: 'they generalise better',
        fails: 'they do not generalise better',
        claims: ['E8c'],
      },
      {
        topic: 'where the theory breaks down',
        holds: 'at large steps the theory breaks down as claimed',
        fails: 'the breakdown at large steps is not as claimed',
        claims: ['E9a', 'E9b'],
      },
    ],
  },
  {
    title: 'Beyond the talk',
    points: [
      {
        topic: 'anisotropic noise',
        holds: 'gradient noise is far from isotropic, and there the Gibbs form fails as predicted',
        fails: 'gradient noise is not as far from isotropic as we held',
        claims: ['X0', 'X1'],
      },
      {
        topic: 'gradient variance',
        holds: 'raising the variance of gradients, the third factor, ends wider as n does',
        fails: 'raising the variance of gradients does not end wider',
        claims: ['X3', 'X4'],
      },
      {
        topic: 'Gaussian noise',
        holds: 'minibatch noise is near a Gaussian',
        fails: 'minibatch noise is far from a Gaussian',
        claims: ['X2'],
      },
      {
        topic: 'cycling as such',
        holds: 'cycles gain more than their loudest noise held constant',
        fails: 'cycles gain no more than their loudest noise held constant',
        claims: ['E8d', 'E8e'],
      },
      {
        topic: 'where the equation holds',
        holds: 'trajectories leave the equation as steps grow, as expected',
        fails: 'trajectories do not leave the equation as expected',
        claims: ['X5'],
      },
      {
        topic: 'the critical batch size',
        holds: 'the critical batch size follows the gradient noise scale',
        fails: 'the critical batch size does not follow the gradient noise scale',
        claims: ['X6'],
      },
      {
        topic: 'the edge of stability',
        holds: 'full batches train at the edge of stability',
        fails: 'full batches do not train at the edge of stability',
        claims: ['X7'],
      },
      {
        topic: 'sharpness beyond n',
        holds: 'sharpness predicts accuracy beyond n',
        fails: 'sharpness does not predict accuracy beyond n',
        claims: ['X8'],
      },
    ],
  },
];
