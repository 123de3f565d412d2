import {z} from 'zod';
import type {Verdict} from '../../src/judging/results.ts';
import type {Table} from '../../src/tables/table.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {panels} from '../../src/report/charts/panel.ts';
import {scatter} from '../../src/report/charts/scatter.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {Figure, FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle} from '../../src/report/finding.ts';
import {rowsOf, tableOf} from '../../src/report/rows.ts';
import {HessianNorm, normFacts, unconvergedNote} from '../shared/hessian-norm.ts';
import {linePanels} from '../shared/line-figures.ts';
import {planesFigure} from '../shared/plane-figures.ts';

const sentences = (beta: string): Readonly<Record<Verdict, string>> => ({
  supported: `Equal n, β = 1 against ${beta}: minima of the same width`,
  contradicted: `Equal n, β = 1 against ${beta}: minima of different width`,
  inconclusive: `Equal n, β = 1 against ${beta}: whether the widths are the same stays open`,
  'not run': `Between minima of equal n, β = 1 against ${beta}, without a verdict`,
});

/** Slide "Width and n", interpolation between VGGs of equal n: panels (a) and (b). */
export const e5Figures: FigureBuilder = (summary, verdicts) => {
  const tables = [tableOf(summary, 'e5-ends'), tableOf(summary, 'e5-curves')] as const;
  const judged = (claim: string, beta: string): Figure => {
    const {list, caption, alt} = linePanels(`E5 β=${beta}`, ...tables);
    return {
      id: `${claim.toLowerCase()}-line`,
      experiment: 'E5',
      claims: [claim],
      slide: 'Width and $n$',
      title: findingTitle(findingOf(verdicts, claim), 'ln(width ratio)', sentences(beta)),
      caption,
      alt,
      spec: panels(list),
      tables,
    };
  };
  return [
    judged('E5a', '4'),
    judged('E5b', '0.25'),
    normFigure(tableOf(summary, 'e5-norms')),
    planesFigure({
      id: 'e5-planes',
      experiment: 'E5',
      claims: ['E5a', 'E5b'],
      net: 'VGG-11 on CIFAR-10 after equal epochs, all of the same n',
      title: 'Planes through minima of equal n',
      points: tableOf(summary, 'e5-planes'),
      basins: tableOf(summary, 'e5-basins'),
    }),
  ];
};

/** A row of the table of norms; a run that ends several lines stands in it several times. */
const Norm = HessianNorm.extend({beta: z.number(), seed: z.number()});

function normFigure(table: Table): Figure {
  const rows = rowsOf(table, Norm);
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
    caption: `Each point is one training, the line joins the medians. All have the same n = η/S; η = 0.1β and S = 50β. They trained for the same number of epochs, not to the same loss. Shown, not judged.${unconvergedNote(rows)}`,
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

export default e5Figures;
