import type {Claim} from '../../src/judging/claim.ts';
import {smallest} from '../shared/smallest.ts';

const heading = 'Cyclic Schedules';
const table =
  'H. norm 36,470 (discrete η), 13,918 (discrete S), 35,310 (triangle η), 57,838 (baseline); loss .048, .050, .068, .033 [SL]';
const assumptions = [
  'Discrete: a square wave of two levels; triangle: linear up and down; loudest over quietest noise is 5; cycles of 5, 10 or 15 epochs; the baseline is the constant η of the quiet half [REC].',
  'A claim speaks of cyclic schedules as such: within a seed, the mean over the three schedules is judged, each one is shown [ours].',
  'The norm is that of the end of the last whole cycle, where the loss is least [ours]; the paper takes the point of minimum loss of one repetition [REC].',
];

/** Cyclic schedules of VGG-11 on CIFAR-10. */
export const claims: readonly Claim[] = [
  {
    id: 'E8a',
    family: 'talk',
    title: 'Cyclic schedules move between sharp and wide regions',
    slide: {heading, words: 'Oscillate between sharp and wide regions'},
    criteria: [
      {
        id: 'antiphase',
        quantity: 'Spearman ρ of train loss with log ‖H‖_F over the moments of a cycle [1]',
        expect: 'below',
        bound: 0,
        smallest: smallest.correlation,
      },
      {
        id: 'swing',
        quantity: 'ln(‖H‖_F at the end of the quiet half / at the end of the loud half) [1]',
        expect: 'above',
        bound: 0,
        smallest: smallest.logRatio,
      },
    ],
    rule: 'One number a seed, mean over the schedules; Student tests against 0 (of Fisher z for ρ).',
    assumptions,
  },
  {
    id: 'E8b',
    family: 'talk',
    title: 'Cyclic schedules end in wider minima than the baseline',
    slide: {heading, words: 'Cyclic find wider minima than baseline'},
    criteria: [
      {
        id: 'end',
        quantity: 'ln(‖H‖_F cyclic / ‖H‖_F baseline) at the end [1]',
        expect: 'below',
        bound: 0,
        smallest: smallest.logRatio,
      },
      {
        id: 'matched-loss',
        quantity: 'ln(‖H‖_F cyclic / ‖H‖_F baseline) at equal train loss [1]',
        expect: 'below',
        bound: 0,
        smallest: smallest.logRatio,
      },
    ],
    rule: 'One number a seed, mean over the schedules; Student tests against 0, both must hold. For equal loss the baseline is carried on as long as needed, within a limit, and its norm is read where its path passes the loss at which the cyclic run ends (linear in log loss between probes); where it never does, the seed has no matched value.',
    paper: table,
    assumptions,
  },
  {
    id: 'E8c',
    family: 'talk',
    title: 'Cyclic schedules generalise better than the baseline',
    slide: {heading, words: 'Cyclic find wider minima than baseline'},
    criteria: [
      {
        id: 'test-accuracy',
        quantity: 'test accuracy, cyclic less baseline [1]',
        expect: 'above',
        bound: 0,
        smallest: smallest.accuracy,
      },
    ],
    rule: 'Paired differences over seeds of the accuracy at the end, mean over the schedules; Student test against 0.',
    paper:
      'test accuracy 90.04 ± 0.18% (discrete η), 90.07 ± 0.32% (discrete S), 90.03 ± 0.10% (triangle η), 87.70 ± 0.56% (baseline) [SL]',
    assumptions,
  },
];
