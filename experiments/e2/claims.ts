import type {Claim} from '../../src/judging/claim.ts';
import {accuracyRises, normFalls} from '../width-and-n/criteria.ts';

const assumptions = [
  'Width 50 and the pairs (η, S), or some of them, as the reproduction chose them [FM]; runs go on to a common train loss, where they are compared [ours].',
  'Norm of the Hessian: ‖H‖_F from exact Hessian-vector products on a fixed training subset [ours].',
];
const slide = (words: string) => ({heading: 'Width and $n$', words});
const rule =
  'One ρ a seed over the cells that reached the target; Student test of their Fisher z against 0. Diverged, stuck and capped runs have no place at the target: they are counted and listed. The picture after a fixed number of epochs is shown and not judged.';

/** 20-layer ReLU MLP without BN on Fashion-MNIST. */
export const claims: readonly Claim[] = [
  {
    id: 'E2a',
    family: 'talk',
    title: 'Good initialisation: the larger n, the smaller the norm of the Hessian (20-layer MLP)',
    slide: slide('(a) Good initialization.'),
    criteria: [normFalls],
    rule,
    assumptions: [...assumptions, 'Good initialisation: He-normal [ours].'],
  },
  {
    id: 'E2b',
    family: 'talk',
    title: 'Good initialisation: the larger n, the higher the validation accuracy (20-layer MLP)',
    slide: slide('(b) Good initialization.'),
    criteria: [accuracyRises],
    rule,
    assumptions: [...assumptions, 'Good initialisation: He-normal [ours].'],
  },
  {
    id: 'E2c',
    family: 'talk',
    title: 'Bad initialisation: the larger n, the smaller the norm of the Hessian (20-layer MLP)',
    slide: slide('(c) Bad initialization.'),
    criteria: [normFalls],
    rule,
    assumptions: [
      ...assumptions,
      'Bad initialisation is undefined in every source: a Gaussian whose standard deviation is chosen from a scan on both sides of He’s 0.2 as one that trains, but worse [ours].',
      'What panel (c) plots is not known; the slide speaks of width, so the norm is judged; validation accuracy is shown [ours].',
    ],
  },
];
