import type {Verdict} from '../../src/judging/results.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {scatter} from '../../src/report/charts/scatter.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {Figure, FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle} from '../../src/report/finding.ts';
import type {Read} from '../../src/tables/declare.ts';
import {normFacts} from '../shared/hessian-norm.ts';
import {lineFigure} from '../shared/line-figures.ts';
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
    normFigure(tables.norms.read(summary)),
    planesFigure({
      id: 'e5-planes',
      experiment: 'E5',
      claims: ['E5a', 'E5b'],
      net: 'VGG-11 on CIFAR-10 after equal epochs, all of the same n',
      title: 'Planes through minima of equal n',
      points: tables.planes.read(summary),
      basins: tables.basins.read(summary),
    }),
  ];
}) satisfies FigureBuilder;

/** A run that ends several lines stands in the table several times, and is drawn once. */
function normFigure({table, rows}: Read<typeof tables.norms>): Figure {
  const points = [
    ...new Map(
      rows.flatMap((row) => {
        const {beta, seed, frobenius} = row;
        if (frobenius === null) return [];
        const name = `β = ${beta}, seed ${seed}`;
        const point = {
          group: 'runs',
          x: beta,
          y: frobenius,
          counted: true,
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
    caption: `Each point is one training, the line joins the medians. All have the same n = η/S; η = 0.1β and S = 50β. They trained for the same number of epochs, not to the same loss. Shown, not judged.`,
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
