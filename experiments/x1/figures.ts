import type {Verdict} from '../../src/judging/results.ts';
import {intervals, type IntervalRow} from '../../src/report/charts/intervals.ts';
import {panels} from '../../src/report/charts/panel.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle} from '../../src/report/finding.ts';
import {formatInterval} from '../../src/report/format/number.ts';
import type {Row} from '../../src/tables/declare.ts';
import {meanWithInterval} from '../shared/mean-points.ts';
import {momentOf, moments} from '../third-factor/noise.ts';
import * as tables from './tables.ts';

type Noise = Row<typeof tables.noise>;

const anisotropic: Readonly<Record<Verdict, string>> = {
  supported: 'The covariance of the gradients is far from isotropic at every stage of training',
  contradicted: 'The covariance of the gradients is not far from isotropic',
  inconclusive: 'Whether the covariance of the gradients is far from isotropic stays open',
  'not run': 'Isotropy of the covariance of the gradients, without a verdict',
};

const measures: readonly {title: string; reference?: number; of: (row: Noise) => number}[] = [
  {title: 'log₁₀ isotropy index', reference: -1, of: ({isotropy}) => Math.log10(isotropy)},
  {title: 'log₁₀ Tr C', of: ({trace}) => Math.log10(trace)},
  {title: 'cosine of C and H', reference: 0, of: ({alignment}) => alignment},
];

/** The covariance of the gradients at the start, in the middle and at the end of training. */
export default ((summary, verdicts) => {
  const {table, rows} = tables.noise.read(summary);
  const columns = measures.map((measure) => ({...measure, rows: meansOf(rows, measure.of)}));
  const words = columns
    .filter((column) => column.rows.length > 0)
    .map(({title, rows: means}) => `${title}: ${means.map((row) => row.tip).join('; ')}`);
  return [
    {
      id: 'x1-isotropy',
      experiment: 'X1',
      claims: ['X1'],
      slide: 'Discussion',
      title: findingTitle(
        findingOf(verdicts, 'X1'),
        'log₁₀ of the largest isotropy index',
        anisotropic,
      ),
      caption:
        'Means over seeds with 95% intervals, at the start, in the middle and at the end of training. The isotropy index (Tr C)²/(D·Tr C²) is 1 for C = σ²I, where its logarithm is 0; dashed at −1, below which less than a tenth of the directions carry the noise. Its traces are taken across two disjoint sets of images, so that few images do not pass for few directions. Tr C is the variance of a gradient over examples; the cosine is that of C of one set and the Hessian H of the other, as matrices. The last two are shown, not judged.',
      alt: `Three panels of means with intervals. ${words.length === 0 ? 'Nothing was measured.' : `${words.join('. ')}.`}`,
      spec: panels(
        columns.map(({title, reference, rows: means}) => ({
          title,
          panel: intervals({
            rows: means,
            quantity: title,
            ...(reference !== undefined && {reference}),
          }),
        })),
      ),
      tables: [table],
    },
  ];
}) satisfies FigureBuilder;

/** Mean over seeds at each moment; values that are not finite are left out. */
const meansOf = (rows: readonly Noise[], of: (row: Noise) => number): IntervalRow[] =>
  moments.flatMap((label) => {
    const values = rows
      .filter(({snapshot}) => momentOf(snapshot) === label)
      .map(of)
      .filter(Number.isFinite);
    if (values.length === 0) return [];
    const {value, low, high} = meanWithInterval(values);
    const fact = formatInterval(value, [low, high]);
    return [
      {label, group: 'moments', value, low, high, tip: tip(label, fact, `${values.length} seeds`)},
    ];
  });
