import type {Claim, Criterion} from '../../src/judging/claim.ts';
import {smallest} from '../shared/smallest.ts';

const heading = 'Cyclic Schedules';
const table =
  'H. norm 36,470 (discrete η), 13,918 (discrete S), 35,310 (triangle η), 57,838 (baseline); loss .048, .050, .068, .033 [SL]';
const assumptions = [
  'Discrete: a square wave of two levels; triangle: linear up and down; loudest over quietest noise is 5; cycles of 5, 10 or 15 epochs; the baseline is the constant η of the quiet half [REC].',
  'A claim speaks of cyclic schedules in general: within a seed, the mean over the three schedules is judged (over the two discrete ones where it speaks of halves of a cycle), each one is shown [ours].',
  'The norm is that of the end of the last whole cycle, where the loss is least [ours]; the paper takes the point of minimum loss of one repetition [REC].',
];

const widthAgainst = (other: string): Claim['criteria'] => {
  const criterion = (id: string, when: string): Criterion => ({
    id,
    quantity: `ln(‖H‖_F cyclic / ‖H‖_F ${other}) ${when} [1]`,
    expect: 'below',
    bound: 0,
    smallest: smallest.logRatio,
  });
  return [criterion('end', 'at the end'), criterion('matched-loss', 'at equal train loss')];
};

const accuracyAgainst = (other: string): Claim['criteria'] => [
  {
    id: 'test-accuracy',
    quantity: `test accuracy, cyclic less ${other} [1]`,
    expect: 'above',
    bound: 0,
    smallest: smallest.accuracy,
  },
];

const held =
  'The baseline of the slide is quieter than any moment of a cycle, so that more noise alone could win against it; here the loud half of a cycle is held from start to end instead.';

/** Cyclic schedules of VGG-11 on CIFAR-10. */
export const claims: readonly Claim[] = [
  {
    id: 'E8a',
    family: 'talk',
    title: 'Cyclic schedules move between sharp and wide regions',
    slide: {heading, words: 'Oscillate between sharp and wide regions'},
    criteria: [
      {
        id: 'swing',
        quantity:
          'ln(‖H‖_F at the ends of quiet halves / at the ends of loud halves), detrended [1]',
        expect: 'above',
        bound: 0,
        smallest: smallest.logRatio,
      },
    ],
    rule: 'One number a seed, mean over the two discrete schedules, whose halves have one noise each; Student test against 0. Norms move in the long run too, so each end that stands between two of the other kind is compared with the mean of these two, in logarithms, and the mean over such ends counts: of the four ends of two cycles, the third difference, which no linear or quadratic trend in epochs moves.',
    assumptions,
  },
  {
    id: 'E8b',
    family: 'talk',
    title: 'Cyclic schedules end in wider minima than the baseline',
    slide: {heading, words: 'Cyclic find wider minima than baseline'},
    criteria: widthAgainst('baseline'),
    rule: 'One number a seed, mean over the schedules; Student tests against 0, both must hold. For equal loss the baseline is carried on as long as needed, within a limit, and its norm is read where its path passes the loss at which the cyclic run ends (linear in log loss between probes); where it never does, the seed has no matched value. Whether it is cycling as such that widens is E8d.',
    paper: table,
    assumptions,
  },
  {
    id: 'E8c',
    family: 'talk',
    title: 'Cyclic schedules generalise better than the baseline',
    slide: {heading, words: 'Cyclic find wider minima than baseline'},
    criteria: accuracyAgainst('baseline'),
    rule: 'Paired differences over seeds of the accuracy at the end, mean over the schedules; Student test against 0. Whether it is cycling as such is E8e.',
    paper:
      'test accuracy 90.04 ± 0.18% (discrete η), 90.07 ± 0.32% (discrete S), 90.03 ± 0.10% (triangle η), 87.70 ± 0.56% (baseline) [SL]',
    assumptions,
  },
  {
    id: 'E8d',
    family: 'own',
    title:
      'It is cycling that widens minima: cycles end wider than their loudest noise held constant',
    slide: {heading, words: 'Cyclic find wider minima than baseline'},
    criteria: widthAgainst('constant loud noise'),
    rule: `As E8b. ${held} Its norm at equal loss is read off its own path, carried on as the baseline is.`,
    assumptions,
  },
  {
    id: 'E8e',
    family: 'own',
    title: 'It is cycling that generalises better: cycles beat their loudest noise held constant',
    slide: {heading, words: 'Cyclic find wider minima than baseline'},
    criteria: accuracyAgainst('constant loud noise'),
    rule: `As E8c. ${held}`,
    assumptions,
  },
];
