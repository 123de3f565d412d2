import type {ExperimentSummary, Verdict} from '../../src/judging/results.ts';
import {curves} from '../../src/report/charts/curves.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import type {Panel} from '../../src/report/charts/panel.ts';
import {prediction} from '../../src/report/charts/prediction.ts';
import type {Figure, FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle, type Finding} from '../../src/report/finding.ts';
import {formatNumber} from '../../src/report/format/number.ts';
import type {Row} from '../../src/tables/declare.ts';
import {apart} from '../shared/apart.ts';
import {exactPoints, meanPoints} from '../shared/mean-points.ts';
import {tables} from './tables.ts';

/** The equation in time, and SGD beside it. None of a study that did not finish. */
export default ((summary, verdicts) =>
  summary.tables.length === 0
    ? []
    : [
        solutionFigure(summary, findingOf(verdicts, 'T2')),
        dynamicsFigure(summary),
      ]) satisfies FigureBuilder;

const shared = {experiment: 'T2', claims: ['T2'], slide: 'Fokker-Planck Equation'};
const sentences: Readonly<Record<Verdict, string>> = {
  supported: 'The Fokker–Planck equation comes to rest at the Gibbs law, without current',
  contradicted: 'The Fokker–Planck equation does not come to rest at the Gibbs law',
  inconclusive: 'Whether the Fokker–Planck equation comes to rest at the Gibbs law stays open',
  'not run': 'The Fokker–Planck equation in time, without a verdict',
};

type Density = Row<typeof tables.densities>;
type Moment = Row<typeof tables.relaxation>;

/** The solution in time over the two basins, from a start in the sharp one. */
function solutionFigure(summary: ExperimentSummary, finding: Finding): Figure {
  const densities = tables.densities.read(summary);
  const relaxation = tables.relaxation.read(summary);
  const rows = densities.rows.filter(({theta}) => theta > -2.4 && theta < 4.6);
  const course = relaxation.rows.filter(({distance}) => distance > 1e-12);
  const last = course[course.length - 1];
  return {
    ...shared,
    id: 'theory-fokker-planck',
    title: findingTitle(finding, 'log₁₀ TV', sentences),
    caption: `Left: the solution from a start in the sharp minimum, at several times, and the Gibbs density it tends to. Right: its total variation to Gibbs and the largest current that is left; the lines decay at the slowest rate of the equation, ${formatNumber(last.predicted)} per unit of ηt, from the last point back. The title’s number is over random losses and starts, on a line and in a plane.`,
    alt: `Left, densities over θ that spread from −1 into a second hump near 1.2. Right, on a logarithmic axis, distance and current fall together to ${formatNumber(last.distance)} and ${formatNumber(last.current)} at ηt = ${formatNumber(last.time)}.`,
    spec: apart([
      {title: 'density in time', panel: densityPanel(rows)},
      {title: 'relaxation', panel: relaxationPanel(course)},
    ]),
    tables: [densities.table, relaxation.table, tables.rests.read(summary).table],
  };
}

function densityPanel(rows: readonly Density[]): Panel {
  const times = [...new Set(rows.map(({time}) => time))].filter((time) => time > 0).slice(0, 5);
  const name = (time: number) => `ηt = ${formatNumber(time)}`;
  const lineOf = (group: string, time: number, of: (row: Density) => number) => ({
    tip: group,
    group,
    points: rows
      .filter((row) => row.time === time)
      .map((row): [number, number] => [row.theta, of(row)]),
  });
  return curves({
    curves: [
      ...times.map((time) => lineOf(name(time), time, ({density}) => density)),
      lineOf('Gibbs', times[0], ({gibbs}) => gibbs),
    ],
    groups: seriesGroups([...times.map(name), 'Gibbs']),
    x: {title: 'θ'},
    y: {title: 'density P(θ, t)', zero: true},
  });
}

const quantities = [
  {group: 'distance to Gibbs', of: ({distance}: Moment) => distance},
  {group: 'largest current', of: ({current}: Moment) => current},
];

/** What is left over time, beside an exponential decay that ends in the last point. */
function relaxationPanel(course: readonly Moment[]): Panel {
  const last = course[course.length - 1];
  return prediction({
    predicted: quantities.flatMap(({group, of}) =>
      course
        .filter(({time}) => time > 0)
        .map(({time, predicted}) => ({
          group,
          x: time,
          value: of(last) * Math.exp(predicted * (last.time - time)),
        })),
    ),
    measured: quantities.flatMap(({group, of}) =>
      exactPoints(
        course.map((row) => ({group, x: row.time, value: of(row)})),
        group,
      ),
    ),
    groups: seriesGroups(quantities.map(({group}) => group)),
    x: {title: 'time ηt', zero: true},
    y: {title: 'total variation; current per ηt', logarithmic: true},
  });
}

/** SGD against the equation on the way, over random losses. */
function dynamicsFigure(summary: ExperimentSummary): Figure {
  const {table, rows} = tables.dynamics.read(summary);
  const points = meanPoints(
    rows.flatMap(({time, distance, floor}) => [
      {group: 'SGD', x: time, value: distance},
      {group: 'independent draws', x: time, value: floor},
    ]),
    'W₁',
  );
  return {
    ...shared,
    id: 'theory-dynamics',
    title: 'On the way, too, SGD has the density of the Fokker–Planck equation',
    caption:
      'Wasserstein distance between minibatch SGD and the solution of the equation from the same start, over the deviation of the Gibbs law; means over random losses with 95% intervals. Beside it the distance of as many independent draws of the solution itself: what is left is mostly sampling error.',
    alt: `Distances over time ηt from ${formatNumber(Math.min(...rows.map(({time}) => time)))} to ${formatNumber(Math.max(...rows.map(({time}) => time)))}, all below ${formatNumber(Math.max(...points.map(({high}) => high)), 2)}, for SGD and for independent draws.`,
    spec: prediction({
      predicted: [],
      measured: points,
      groups: seriesGroups(['SGD', 'independent draws']),
      x: {title: 'time ηt', logarithmic: true},
      y: {title: 'W₁ to the solution / Gibbs deviation', zero: true},
    }),
    tables: [table],
  };
}
