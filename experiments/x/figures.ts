import type {Verdict} from '../../src/judging/results.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {intervals, type IntervalRow} from '../../src/report/charts/intervals.ts';
import {withNullBand} from '../../src/report/charts/null-band.ts';
import {panels} from '../../src/report/charts/panel.ts';
import {scatter, type ScatterPoint} from '../../src/report/charts/scatter.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {Figure, FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle, type Finding} from '../../src/report/finding.ts';
import {formatInterval, formatNumber} from '../../src/report/format/number.ts';
import {mean} from '../../src/stats/by-seed.ts';
import {studentTest} from '../../src/stats/student.ts';
import type {Read, Row} from '../../src/tables/declare.ts';
import {normFacts} from '../shared/hessian-norm.ts';
import * as tables from './tables.ts';

const experiment = 'X';

/** Beyond the slides: the covariance of the gradients, measured and moved. */
export default ((summary, verdicts) => [
  isotropyFigure(tables.noise.read(summary), findingOf(verdicts, 'X1')),
  gaussianityFigure(tables.gaussianity.read(summary), findingOf(verdicts, 'X2')),
  interventionFigure(tables.ends.read(summary), findingOf(verdicts, 'X3')),
]) satisfies FigureBuilder;

/** The moments of training at which noise is measured. */
const moments = ['start', 'middle', 'end'] as const;
const momentOf = (snapshot: string) => {
  if (snapshot === 'initial') return moments[0];
  return snapshot.startsWith('epoch-') ? moments[1] : moments[2];
};

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

function isotropyFigure({table, rows}: Read<typeof tables.noise>, finding: Finding): Figure {
  const columns = measures.map((measure) => ({...measure, rows: meansOf(rows, measure.of)}));
  const words = columns
    .filter((column) => column.rows.length > 0)
    .map(({title, rows: means}) => `${title}: ${means.map((row) => row.tip).join('; ')}`);
  return {
    id: 'x1-isotropy',
    experiment,
    claims: ['X1'],
    slide: 'Discussion',
    title: findingTitle(finding, 'log₁₀ of the largest isotropy index', anisotropic),
    caption: `Means over seeds with 95% intervals, at the start, in the middle and at the end of training. The isotropy index (Tr C)²/(D·Tr C²) is 1 for C = σ²I, where its logarithm is 0; dashed at −1, below which less than a tenth of the directions carry the noise. Tr C is the variance of a gradient over examples; the cosine is that of C and the Hessian H as matrices. The last two are shown, not judged.`,
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
  };
}

/** Mean over seeds at each moment; values that are not finite are left out. */
const meansOf = (rows: readonly Noise[], of: (row: Noise) => number): IntervalRow[] =>
  moments.flatMap((label) => {
    const values = rows
      .filter(({snapshot}) => momentOf(snapshot) === label)
      .map(of)
      .filter(Number.isFinite);
    if (values.length === 0) return [];
    const value = mean(values);
    const [low, high] = studentTest(values, 0, 0)?.interval ?? [value, value];
    const fact = formatInterval(value, [low, high]);
    return [
      {label, group: 'moments', value, low, high, tip: tip(label, fact, `${values.length} seeds`)},
    ];
  });

const gaussian: Readonly<Record<Verdict, string>> = {
  supported: 'Minibatch noise approaches a Gaussian as S grows',
  contradicted: 'Minibatch noise does not approach a Gaussian as S grows',
  inconclusive: 'Whether minibatch noise approaches a Gaussian as S grows stays open',
  'not run': 'Distance of minibatch noise from a Gaussian, without a verdict',
};

function gaussianityFigure(
  {table, rows}: Read<typeof tables.gaussianity>,
  finding: Finding,
): Figure {
  const inside = rows.filter(({distance, gaussian95}) => distance <= gaussian95).length;
  return {
    id: 'x2-gaussianity',
    experiment,
    claims: ['X2'],
    slide: 'Discussion',
    title: findingTitle(finding, 'ρ(S, distance)', gaussian),
    caption:
      'Each point is one seed at one moment of training: the Anderson–Darling distance A² of minibatch gradients from a Gaussian, mean over random directions; lines join medians. The grey band is what exactly Gaussian noise gives in the same measurement: from its mean to its 95% quantile. Points in or under it cannot be told from a Gaussian. The interval in the title is 95%, over seeds.',
    alt: `Distance from a Gaussian against the batch size, both logarithmic, at start, middle and end of training. ${inside} of ${rows.length} points lie below the 95% quantile of Gaussian noise.`,
    spec: withNullBand(
      scatter({
        points: rows.map(distancePoint),
        groups: seriesGroups(moments),
        x: {title: 'batch size S', logarithmic: true},
        y: {title: 'distance from a Gaussian A²', logarithmic: true},
      }),
      rows.map((row) => ({x: row.batchSize, low: row.gaussian, high: row.gaussian95})),
    ),
    tables: [table],
  };
}

function distancePoint(row: Row<typeof tables.gaussianity>): ScatterPoint {
  const {seed, snapshot, batchSize, distance} = row;
  const moment = momentOf(snapshot);
  return {
    group: moment,
    x: batchSize,
    y: distance,
    counted: true,
    tip: tip(`${moment}, S = ${batchSize}, seed ${seed}`, `A² = ${formatNumber(distance)}`),
  };
}

const moved: Readonly<Record<Verdict, string>> = {
  supported: 'More gradient variance at fixed η and S ends in a wider minimum',
  contradicted: 'More gradient variance at fixed η and S does not end in a wider minimum',
  inconclusive:
    'Whether more gradient variance at fixed η and S ends in a wider minimum stays open',
  'not run': 'Gradient variance and the norm of the Hessian, without a verdict',
};

function interventionFigure({table, rows}: Read<typeof tables.ends>, finding: Finding): Figure {
  const points = rows.flatMap(normPoint);
  return {
    id: 'x3-intervention',
    experiment,
    claims: ['X3'],
    slide: 'Introduction',
    title: findingTitle(finding, 'ln(‖H‖ with the most / without)', moved),
    caption: `Each point is one training of the 4-layer batch-normalised MLP (${points.length} in all) where it reached the common train loss; the line joins medians. The weights of the examples in each minibatch are made random, with the standard deviation across: this raises the covariance of the gradients and nothing else. Zero is plain SGD. Runs that never reached that loss are left out. The interval in the title is 95%, over seeds.`,
    alt: `Norm of the Hessian, logarithmic, against the strength of the added variance: ${points.length === 0 ? 'nothing was measured' : points.map((point) => point.tip).join('; ')}.`,
    spec: scatter({
      points,
      groups: seriesGroups(['runs']),
      x: {title: 'standard deviation of the weight of an example', zero: true},
      y: {title: 'Frobenius norm of the Hessian ‖H‖', logarithmic: true},
    }),
    tables: [table],
  };
}

function normPoint({seed, strength, ...norm}: Row<typeof tables.ends>): ScatterPoint[] {
  if (norm.frobenius === null) return [];
  return [
    {
      group: 'runs',
      x: strength,
      y: norm.frobenius,
      counted: true,
      tip: tip(`strength ${strength}, seed ${seed}`, ...normFacts(norm)),
    },
  ];
}
