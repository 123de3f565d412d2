import type {Verdict} from '../../src/judging/results.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {scatter} from '../../src/report/charts/scatter.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {Figure, FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle} from '../../src/report/finding.ts';
import {formatNumber} from '../../src/report/format/number.ts';
import type {Read, ReadTable} from '../../src/tables/declare.ts';
import {normFacts} from '../shared/hessian-norm.ts';
import {lineFigure} from '../shared/line-figures.ts';
import {widthsFigure} from '../shared/width-figures.ts';
import {planesFigure} from '../shared/plane-figures.ts';
import * as tables from './tables.ts';

const sentences = (beta: number): Readonly<Record<Verdict, string>> => ({
  supported: `Equal n, β = 1 against ${beta}: minima of the same width`,
  contradicted: `Equal n, β = 1 against ${beta}: minima of different width`,
  inconclusive: `Equal n, β = 1 against ${beta}: whether the widths are the same stays open`,
  'not run': `Between minima of equal n, β = 1 against ${beta}, without a verdict`,
});

/** Slide "Width and n", interpolation between VGGs of equal n: panels (a) and (b). */
export default ((summary, verdicts) => {
  const judged = (claim: string, beta: number) => ({
    experiment: 'E5',
    claims: [claim],
    title: findingTitle(findingOf(verdicts, claim), 'ln(width ratio)', sentences(beta)),
    panel: tables.panelOf(beta),
    ends: tables.ends.read(summary),
    curves: tables.curves.read(summary),
  });
  return [
    lineFigure({...judged('E5a', 4), id: 'e5a-line'}),
    lineFigure({...judged('E5b', 0.25), id: 'e5b-line'}),
    seedsFigure(tables.ends.read(summary), tables.curves.read(summary)),
    widthsFigure({
      id: 'e5-widths',
      experiment: 'E5',
      claims: ['E5a', 'E5b'],
      title: 'Widths of the ends at equal n, those that the grid cuts off as lower bounds',
      ends: tables.ends.read(summary),
    }),
    normFigure(tables.norms.read(summary)),
    planesFigure({
      id: 'e5-planes',
      experiment: 'E5',
      claims: ['E5a', 'E5b'],
      net: 'VGG-11 on CIFAR-10 at the common train loss, all of the same n',
      title: 'Planes through minima of equal n',
      points: tables.planes.read(summary),
      basins: tables.basins.read(summary),
    }),
  ];
}) satisfies FigureBuilder;

/** How far apart two seeds of one setting are, beside which the lines between two settings are to be seen. */
function seedsFigure(
  ends: ReadTable<typeof tables.ends.columns>,
  curves: ReadTable<typeof tables.curves.columns>,
): Figure {
  const barriers = ends.rows
    .filter(({panel}) => panel === tables.panelOf(1))
    .map(({barrier, distance}) => `${formatNumber(barrier)} nat over ${formatNumber(distance)}`);
  return lineFigure({
    experiment: 'E5',
    id: 'e5-seeds-line',
    claims: ['E5a', 'E5b'],
    title: 'Between two seeds of one setting, β = 1: shown, not judged',
    panel: tables.panelOf(1),
    ends,
    curves,
    note: `Two seeds differ in start, order and images: losses along the line are those on the images of the left one, so that the right end is higher than it was in training. Rise of the train loss between them, and distance in weights: ${barriers.length === 0 ? 'not measured' : barriers.join('; ')}. Shown, not judged.`,
  });
}

/** A run that ends several lines stands in the table several times, and is drawn once. */
function normFigure({table, rows}: Read<typeof tables.norms>): Figure {
  const points = [
    ...new Map(
      rows.flatMap((row) => {
        const {beta, seed, frobenius, missedTarget} = row;
        if (frobenius === null) return [];
        const name = `β = ${beta}, seed ${seed}`;
        const point = {
          group: 'runs',
          x: beta,
          y: frobenius,
          counted: !missedTarget,
          tip: tip(name, ...normFacts(row)),
        };
        return [[name, point] as const];
      }),
    ).values(),
  ];
  return {
    id: 'e5-norms',
    experiment: 'E5',
    claims: ['E5a', 'E5b'],
    slide: 'Width and $n$',
    title: 'The norm of the Hessian at the ends of these lines, at equal n',
    caption: `Each point is one training, the line joins the medians. All have the same n = η/S; η = 0.1β and S = 50β. They trained to the same loss; hollow ones missed it. Shown, not judged.`,
    alt: `Norm of the Hessian by β: ${points.length === 0 ? 'no run was measured' : points.map((point) => point.tip).join('; ')}.`,
    spec: scatter({
      points,
      groups: seriesGroups(['runs']),
      x: {title: 'β', logarithmic: true},
      y: {title: 'Frobenius norm of the Hessian ‖H‖', logarithmic: true},
    }),
    tables: [table],
  };
}
