import type {Claim, Criterion} from '../../src/judging/claim.ts';
import {smallest} from '../shared/smallest.ts';

const criterion = (id: string, norm: string): Criterion => ({
  id,
  quantity: `partial Spearman ρ of ${norm} with validation accuracy, given n and train loss, over the ends of E1 [1]`,
  expect: 'below',
  bound: 0,
  smallest: smallest.correlation,
});

/** What is left of sharpness when n is known: beyond the slides. */
export const claims: readonly Claim[] = [
  {
    id: 'X8',
    family: 'own',
    title: 'Flatter ends generalise better, beyond what n explains',
    slide: {heading: 'Discussion', words: 'Causal links'},
    criteria: [
      criterion('raw', 'ln ‖H‖_F'),
      criterion('normalised', 'ln ‖H‖_F in units of filter norms'),
    ],
    rule: 'One partial ρ a seed over the cells that reached the common train loss, the ranks of n and of the train loss taken out of both; Student test of their Fisher z against 0. It must hold for the raw norm and for the one that rescaling of filters cannot change (Dinh et al. 2017): a measure that works only raw, or only through n, explains nothing by itself (Jiang et al. 2020, Andriushchenko et al. 2023).',
    assumptions: ['The ends are those of E1, with its choices [ours].'],
  },
];
