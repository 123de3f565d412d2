import type {ExperimentSummary, Verdict} from '../../src/judging/results.ts';
import {axis} from '../../src/report/charts/axis.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import type {Panel} from '../../src/report/charts/panel.ts';
import {prediction} from '../../src/report/charts/prediction.ts';
import type {Figure, FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle, type Finding} from '../../src/report/finding.ts';
import {formatNumber} from '../../src/report/format/number.ts';
import {colour, type ColourName} from '../../src/report/look/palette.ts';
import type {Row} from '../../src/tables/declare.ts';
import {apart} from '../shared/apart.ts';
import {exactPoints} from '../shared/mean-points.ts';
import {tables} from './tables.ts';

/** Paths into the family of minima, and the sharpness where they end. None of a study that did not finish. */
export default ((summary, verdicts) =>
  summary.tables.length === 0
    ? []
    : [familyFigure(summary, findingOf(verdicts, 'T6'))]) satisfies FigureBuilder;

const sentences: Readonly<Record<Verdict, string>> = {
  supported: 'Gradient descent finds one of the equivalent minima: the one its start is tied to',
  contradicted: 'Gradient descent does not end where conservation says',
  inconclusive: 'Which of the equivalent minima gradient descent finds stays open',
  'not run': 'Gradient descent into a family of equivalent minima, without a verdict',
};

/** Paths of gradient descent over contours of the loss, and the sharpness where they end. */
function familyFigure(summary: ExperimentSummary, finding: Finding): Figure {
  const {table: contours, rows: lines} = tables.contours.read(summary);
  const {table: paths, rows: walked} = tables.paths.read(summary);
  const {table: ends, rows: arrived} = tables.ends.read(summary);
  const smallest = Math.min(...arrived.map(({learningRate}) => learningRate));
  const final = arrived.filter(({learningRate}) => learningRate === smallest);
  const sharpest = final.map(({sharpness}) => sharpness);
  const range = `${formatNumber(Math.min(...sharpest), 2)} to ${formatNumber(Math.max(...sharpest), 2)}`;
  const levels = [...new Set(lines.map(({loss}) => loss))].filter((loss) => loss > 0);
  return {
    id: 'theory-family',
    experiment: 'T6',
    claims: ['T6'],
    slide: 'Gradient Descent and Reparametrization',
    title: findingTitle(finding, 'log₁₀ error of H′ = DHD', sentences),
    caption: `Left: the thick line w₁w₂ = 1 is the family of minima of L = ½(w₁w₂ − 1)² that (w₁, w₂) ↦ (αw₁, w₂/α) makes of one, all the same function; the thin lines are contours at L = ${levels.join(', ')}. Coloured: gradient descent from random starts (dots) at η = ${formatNumber(smallest)}. Right: λₘₐₓ of the Hessian where each path ended, against the a that conservation of w₁² − w₂² predicts from its start; the line is a² + a⁻². The same function has sharpness from ${range}.`,
    alt: `Left, contours of the loss about a hyperbola of minima, and ${final.length} descent paths that bend into it. Right, the sharpness at the ends of the paths, from ${range}, on the curve a² + a⁻².`,
    spec: apart([
      {title: 'paths of gradient descent', panel: pathsPanel(lines, walked)},
      {
        title: 'sharpness at their ends',
        panel: prediction({
          predicted: lines
            .filter(({loss, first}) => loss === 0 && first > 0.4 && first < 2.9)
            .map(({first}) => ({group: 'a² + a⁻²', x: first, value: first ** 2 + first ** -2})),
          measured: exactPoints(
            final.map(({predicted, sharpness}) => ({
              group: 'gradient descent',
              x: predicted,
              value: sharpness,
            })),
            'λₘₐₓ',
          ),
          groups: seriesGroups(['a² + a⁻²', 'gradient descent']),
          x: {title: 'a predicted from the start', logarithmic: true},
          y: {title: 'λₘₐₓ at the end', logarithmic: true},
        }),
      },
    ]),
    tables: [contours, paths, ends, tables.identities.read(summary).table],
  };
}

/** Lines in the plane (w₁, w₂), in the order of their steps. */
function pathsPanel(
  contours: readonly Row<typeof tables.contours>[],
  paths: readonly Row<typeof tables.paths>[],
): Panel {
  const firsts = contours.map(({first}) => first);
  const plane = {
    x: axis('first', firsts, {title: 'w₁', zero: true}),
    y: axis('second', firsts, {title: 'w₂', zero: true}),
  };
  const order = {field: 'step', type: 'quantitative' as const};
  const level = (test: string, name: ColourName, strokeWidth: number) => ({
    data: {values: contours.map((point) => ({...point, line: `${point.loss} ${point.branch}`}))},
    transform: [{filter: test}],
    mark: {type: 'line' as const, strokeWidth},
    encoding: {
      order,
      detail: {field: 'line', type: 'nominal' as const},
      color: {value: colour(name)},
    },
  });
  return {
    data: {values: paths.map((point) => ({...point}))},
    encoding: plane,
    layer: [
      level('datum.loss > 0', 'muted', 0.6),
      level('datum.loss === 0', 'ink', 2.6),
      {
        mark: {type: 'line', strokeWidth: 1.4},
        encoding: {
          order,
          detail: {field: 'replicate', type: 'nominal'},
          color: {value: colour('series2')},
        },
      },
      {
        transform: [{filter: 'datum.step === 0'}],
        mark: {type: 'point', filled: true},
        encoding: {color: {value: colour('series2')}},
      },
    ],
  };
}
