import type {Claim} from '../../src/judging/claim.ts';
import {accuracyRises, normFalls} from '../width-and-n/criteria.ts';

const assumptions = [
  'Grid: η ∈ [5e-3, 5e-2], S ∈ [50, 1000] as for the 20-layer network of the same figure [OR]; its points, the width of 256 and the seeds are [ours].',
  'Runs are compared where they reach a common train loss, with epochs to spare for small n; the same picture after a fixed number of epochs stands beside it [ours].',
  'Norm of the Hessian: ‖H‖_F from exact Hessian-vector products on a fixed training subset, BN in evaluation mode [ours]; the paper used finite differences [OR].',
];

/** 4-layer BN ReLU MLP on Fashion-MNIST. */
export const claims: readonly Claim[] = [
  {
    id: 'E1a',
    family: 'talk',
    title: 'The larger n = η/S, the smaller the norm of the Hessian (4-layer BN MLP)',
    slide: {
      heading: 'Width and $n$',
      words: String.raw`(a) Correlation of $\frac{\eta}{S}$ with logarithm of norm of Hessian.`,
    },
    criteria: [normFalls],
    rule: 'One ρ a seed over the cells that reached the target; Student test of their Fisher z against 0. ρ with log λ_max, ρ given η alone and given S alone, and the unmatched ρ are shown and not judged.',
    assumptions,
  },
  {
    id: 'E1b',
    family: 'talk',
    title: 'The larger n = η/S, the higher the validation accuracy (4-layer BN MLP)',
    slide: {
      heading: 'Width and $n$',
      words: String.raw`(b) Correlation of $\frac{\eta}{S}$ with validation accuracy.`,
    },
    criteria: [accuracyRises],
    rule: 'One ρ a seed over the cells that reached the target; Student test of their Fisher z against 0. The unmatched ρ is shown and not judged: there small n is merely under-trained.',
    assumptions,
  },
];
