import type {Claim} from '../../src/judging/claim.ts';
import {smallest} from '../shared/smallest.ts';

const slide = (words: string) => ({heading: 'Width and $n$', words});
const criteria = [
  {
    id: 'curvature-ratio',
    quantity: 'ln(curvature of the lower-n end / curvature of the higher-n end) along the line [1]',
    expect: 'above',
    bound: 0,
    smallest: smallest.logRatio,
  },
] as const;
const rule =
  'One line a seed between two endpoints at a common train loss; Student test of the log ratio of curvatures along it against 0. The curvature does not depend on how far the grid of α reaches, as the width of a wide end does: widths that reach its border are shown as lower bounds. Widths, the validation curve and the pair of similar n (0.1/1024 against 0.01/128) are shown and not judged.';
const assumptions = [
  'Endpoints are stopped early [OR], here at a common train loss [ours].',
  'BN statistics are recomputed on training data at every α; the variant with interpolated statistics is shown [ours].',
  'Curvature of an end: the second derivative in α of the parabola that fits the train loss best within δ of the end, up to half the way to the other one [ours].',
  'Width of an end: the range of α around it with train loss at most δ above that of the end [ours].',
];

/** Interpolation of ResNets of different n on CIFAR-10. */
export const claims: readonly Claim[] = [
  {
    id: 'E4a',
    family: 'talk',
    title: 'Lower n by a larger batch ends in a sharper minimum (0.1/1024 against 0.1/128)',
    slide: slide(String.raw`(a) left $\frac{\eta=0.1}{S=128}$, right $\frac{\eta=0.1}{S=1024}$.`),
    criteria,
    rule,
    assumptions,
  },
  {
    id: 'E4b',
    family: 'talk',
    title:
      'Lower n by a smaller learning rate ends in a sharper minimum (0.01/128 against 0.1/128)',
    slide: slide(String.raw`(b) left $\frac{\eta=0.1}{S=128}$, right $\frac{\eta=0.01}{S=128}$.`),
    criteria,
    rule,
    assumptions,
  },
];
