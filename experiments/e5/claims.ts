import type {Claim} from '../../src/judging/claim.ts';

const slide = (words: string) => ({heading: 'Width and $n$', words});
/**
 * Half as wide again, ln 1.5. The talk reads "approx same width" off plots where a pair of different
 * n (E4, eight- to tenfold) shows a plain difference; a factor of two would be plain, a tenth would not.
 */
const widthMargin = 0.405;
const criteria = [
  {
    id: 'width-ratio',
    quantity: 'ln(width of the right end / width of the left end) along the line [1]',
    expect: 'within',
    bound: widthMargin,
  },
] as const;
const rule =
  'One line a seed between two endpoints at a common train loss; two one-sided Student tests that the mean log ratio of widths lies within ±0.405, a factor of 1.5. Why 1.5: a factor of two would be plain in the talk’s plots, a tenth would not be. Lines with an end that is wider than the grid of α have no ratio; they are counted and shown. Curvature along the line, ‖H‖_F of the ends and lines between two seeds of one setting are shown and not judged.';
const assumptions = [
  'Endpoints are at a common train loss [ours].',
  'BN statistics are recomputed on training data at every α [ours].',
  'Width of an end: the range of α around it with train loss at most δ above that of the end [ours].',
];

/** Interpolation of VGG-11 of equal n on CIFAR-10. */
export const claims: readonly Claim[] = [
  {
    id: 'E5a',
    family: 'talk',
    title: 'Equal n, fourfold η and S: minima of the same width',
    slide: slide(String.raw`(a) left: $\beta = 1$, right: $\beta = 4$`),
    criteria,
    rule,
    assumptions,
  },
  {
    id: 'E5b',
    family: 'talk',
    title: 'Equal n, a quarter of η and S: minima of the same width',
    slide: slide(String.raw`(b) left: $\beta = 1$, right: $\beta = 0.25$`),
    criteria,
    rule,
    assumptions: [
      ...assumptions,
      'S = 12.5 is rounded up to 13 and η scaled so that n is exactly equal [ours].',
    ],
  },
];
