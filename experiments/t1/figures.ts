import type {ExperimentSummary, Verdict} from '../../src/judging/results.ts';
import {curves} from '../../src/report/charts/curves.ts';
import {
  noiseGroup,
  noiseGroups,
  seriesGroups,
  type Groups,
} from '../../src/report/charts/groups.ts';
import type {Panel} from '../../src/report/charts/panel.ts';
import {prediction} from '../../src/report/charts/prediction.ts';
import type {Figure, FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle, type Finding} from '../../src/report/finding.ts';
import {formatNumber} from '../../src/report/format/number.ts';
import type {Row} from '../../src/tables/declare.ts';
import {apart} from '../shared/apart.ts';
import {exactPoints, meanPoints, type Sample} from '../shared/mean-points.ts';
import {tables} from './tables.ts';

/** The picture, the distance to Gibbs, the central limit step. None of a study that did not finish. */
export default ((summary, verdicts) =>
  summary.tables.length === 0
    ? []
    : [
        densityFigure(summary, findingOf(verdicts, 'T1')),
        distanceFigure(summary),
        limitFigure(summary),
      ]) satisfies FigureBuilder;

const shared = {experiment: 'T1', claims: ['T1'], slide: 'Boltzmann-Gibbs distribution'};
const sentences: Readonly<Record<Verdict, string>> = {
  supported: 'SGD ends in the Boltzmann–Gibbs density of its n',
  contradicted: 'SGD does not end in the Boltzmann–Gibbs density of its n',
  inconclusive: 'Whether SGD ends in the Boltzmann–Gibbs density stays open',
  'not run': 'The density of SGD at several n, without a verdict',
};

type Density = Row<typeof tables.densities>;

/** The slide's picture: a sharp deep and a wide shallow minimum, and the density over them at several n. */
function densityFigure(summary: ExperimentSummary, finding: Finding): Figure {
  const {table, rows: all} = tables.densities.read(summary);
  const rows = all.filter(({theta}) => theta > -2.4 && theta < 4.6);
  const noises = [...new Set(rows.map(({noise}) => noise))];
  const landscape = rows.filter(({noise, loss}) => noise === noises[0] && loss < 3);
  const peaks = noises
    .map((noise) => {
      const own = rows.filter((row) => row.noise === noise);
      const peak = own.reduce((high, row) => (row.gibbs > high.gibbs ? row : high));
      return `${formatNumber(peak.gibbs, 2)} at θ = ${formatNumber(peak.theta, 2)} for n = ${formatNumber(noise)}`;
    })
    .join(', ');
  return {
    ...shared,
    id: 'theory-gibbs-density',
    title: findingTitle(finding, 'power of η', sentences),
    caption: `Left: the loss, a sharp deep minimum and a wide shallow one. Right: the lines are P ∝ exp(−2L/(nσ²)), the points are minibatch SGD at the smallest η, all replicates together; redder is higher n. More noise moves mass from depth to width. The number in the title is the power of η with which the distance to the line vanishes.`,
    alt: `Two panels over θ from −2.4 to 4.6. The loss has a narrow minimum at −1 and a broad, higher one at 1.2. The density peaks over both; its highest values are ${peaks}: lower and broader with n.`,
    spec: apart([
      {title: 'loss', panel: lossPanel(landscape)},
      {title: 'density at several n', panel: densityPanel(rows, noises)},
    ]),
    tables: [table],
  };
}

const lossPanel = (landscape: readonly Density[]): Panel =>
  curves({
    curves: [
      {
        tip: 'L(θ)',
        group: 'loss',
        points: landscape.map(({theta, loss}): [number, number] => [theta, loss]),
      },
    ],
    groups: seriesGroups(['loss']),
    x: {title: 'θ'},
    y: {title: 'loss L(θ)', zero: true},
  });

const densityPanel = (rows: readonly Density[], noises: readonly number[]): Panel =>
  prediction({
    predicted: rows.map(({noise, theta, gibbs}) => ({
      group: noiseGroup(noise),
      x: theta,
      value: gibbs,
    })),
    measured: exactPoints(
      rows
        .filter((_, index) => index % 3 === 0)
        .map(({noise, theta, simulated}) => ({
          group: noiseGroup(noise),
          x: theta,
          value: simulated,
        })),
      'density of SGD',
    ),
    groups: noiseGroups(noises),
    x: {title: 'θ'},
    y: {title: 'density P(θ)', zero: true},
  });

type Scale = Row<typeof tables.scales>;

/** The distance to Gibbs as η → 0, for SGD at several n and for the schemes that integrate the SDE. */
function distanceFigure(summary: ExperimentSummary): Figure {
  const {table: measured, rows} = tables.distances.read(summary);
  const {table: scaled, rows: scales} = tables.scales.read(summary);
  const noises = [...new Set(scales.map(({noise}) => noise))];
  const sgd = rows
    .filter(({method}) => method === 'SGD')
    .map(({noise, learningRate, wasserstein}) => ({
      group: noiseGroup(noise),
      x: learningRate,
      value: wasserstein,
    }));
  const schemes = rows
    .filter(({method}) => method !== 'SGD')
    .map(({method, learningRate, wasserstein}) => ({
      group: method,
      x: learningRate,
      value: wasserstein,
    }));
  const middle = rows.find(({method}) => method !== 'SGD')?.noise ?? noises[0];
  const floors = noises
    .map((noise) => scales.find((row) => row.noise === noise))
    .flatMap((row) =>
      row ? [`${formatNumber(row.floor, 2)} at n = ${formatNumber(row.noise)}`] : [],
    )
    .join(', ');
  return {
    ...shared,
    id: 'theory-gibbs-distance',
    title: 'The smaller the learning rate at fixed n, the closer SGD comes to Gibbs',
    caption: `Wasserstein distance between the law of the chains and P ∝ exp(−2L/(nσ²)), over the deviation of the latter; means over replicates with 95% intervals. Lines: the exact stationary law of SGD with Gaussian noise at that η. A replicate cannot come closer than its own sampling error, the distance of as many independent draws of the Gibbs law: ${floors}. Right: the SDE at n = ${formatNumber(middle)} in steps of η, by Euler–Maruyama (which is SGD with Gaussian noise) and by two schemes of higher order.`,
    alt: `Two logarithmic panels over η from ${formatNumber(Math.min(...sgd.map((s) => s.x)))} to ${formatNumber(Math.max(...sgd.map((s) => s.x)))}. The distance falls with η at every n along the predicted lines until it meets the sampling error; schemes of higher order stay closer at large steps.`,
    spec: apart([
      {
        title: 'minibatch SGD',
        panel: distancePanel(
          exactLaw(scales, ({noise}) => noiseGroup(noise)),
          sgd,
          noiseGroups(noises),
        ),
      },
      {
        title: 'the SDE',
        panel: distancePanel(
          exactLaw(
            scales.filter(({noise}) => noise === middle),
            () => 'euler',
          ),
          schemes,
          seriesGroups(schemes.map(({group}) => group)),
        ),
      },
    ]),
    tables: [measured, scaled],
  };
}

const exactLaw = (scales: readonly Scale[], groupOf: (row: Scale) => string): Sample[] =>
  scales.map((row) => ({group: groupOf(row), x: row.learningRate, value: row.predicted}));

const distancePanel = (
  predicted: readonly Sample[],
  measured: readonly Sample[],
  groups: Groups,
): Panel =>
  prediction({
    predicted,
    measured: meanPoints(measured, 'W₁', {positive: true}),
    groups,
    x: {title: 'learning rate η', logarithmic: true},
    y: {title: 'W₁ to Gibbs / its deviation', logarithmic: true},
  });

/** The central limit step: skewed examples, at fixed nσ² and η. */
function limitFigure(summary: ExperimentSummary): Figure {
  const {table, rows} = tables.limit.read(summary);
  const points = meanPoints(
    rows.map(({batchSize, wasserstein}) => ({
      group: 'skewed examples',
      x: batchSize,
      value: wasserstein,
    })),
    'W₁',
    {positive: true},
  ).sort((a, b) => a.x - b.x);
  const [first] = points;
  const last = points[points.length - 1];
  return {
    ...shared,
    id: 'theory-central-limit',
    title: 'Skewed gradients look Gaussian only once the batch is large against them',
    caption: `Distance between SGD whose per-example gradients are skewed (exponential) and the law that Gaussian noise of the same nσ² and η gives; means over replicates with 95% intervals. The line falls as 1/√S from the first point, as the central limit theorem has it. At fixed n and σ² a smaller η does not help: S shrinks with it.`,
    alt: `A logarithmic panel over S. The distance falls from ${formatNumber(first.value)} at S = ${first.x} to ${formatNumber(last.value)} at S = ${last.x}, close to a line of slope −½.`,
    spec: prediction({
      predicted: points.map(({group, x}) => ({
        group,
        x,
        value: first.value * Math.sqrt(first.x / x),
      })),
      measured: points,
      groups: seriesGroups(['skewed examples']),
      x: {title: 'batch size S', logarithmic: true},
      y: {title: 'W₁ to the law of Gaussian noise / Gibbs deviation', logarithmic: true},
    }),
    tables: [table],
  };
}
