import {z} from 'zod';
import type {ExperimentSummary, Verdict} from '../../../src/judging/results.ts';
import {seriesGroups} from '../../../src/report/charts/groups.ts';
import {axis} from '../../../src/report/charts/axis.ts';
import type {Panel} from '../../../src/report/charts/panel.ts';
import {prediction} from '../../../src/report/charts/prediction.ts';
import type {Figure} from '../../../src/report/figure.ts';
import {findingTitle, type Finding} from '../../../src/report/finding.ts';
import {formatNumber} from '../../../src/report/format/number.ts';
import {colour, type ColourName} from '../../../src/report/look/palette.ts';
import {rowsOf, tableOf} from '../../../src/report/rows.ts';
import {apart} from './apart.ts';
import {exactPoints} from './mean-points.ts';

const Mapped = z.object({
  replicate: z.number(),
  formulaAfter: z.number(),
  before: z.number(),
  after: z.number(),
  pulledBack: z.number(),
});
const Contour = z.object({
  loss: z.number(),
  branch: z.number(),
  step: z.number(),
  first: z.number(),
  second: z.number(),
});
const Path = z.object({
  replicate: z.number(),
  step: z.number(),
  first: z.number(),
  second: z.number(),
});
const End = z.object({
  replicate: z.number(),
  learningRate: z.number(),
  predicted: z.number(),
  end: z.number(),
  sharpness: z.number(),
});

const invariant: Readonly<Record<Verdict, string>> = {
  supported: 'The ratio of basin probabilities does not depend on the parametrization',
  contradicted: 'The ratio of basin probabilities depends on the parametrization',
  inconclusive:
    'Whether the ratio of basin probabilities depends on the parametrization stays open',
  'not run': 'Basin probabilities under random maps, without a verdict',
};

/** Log-odds before and after random linear maps, by formula and by SGD. */
export function reparametrizationFigure(summary: ExperimentSummary, finding: Finding): Figure {
  const table = tableOf(summary, 'theory-reparametrization');
  const rows = rowsOf(table, Mapped);
  const groups = [
    'SGD in θ',
    'SGD in φ, isotropic there',
    'SGD in φ, isotropic in θ',
    'formula in φ',
  ];
  const fields = ['before', 'after', 'pulledBack'] as const;
  const pulled = rows.map(({pulledBack}) => pulledBack);
  return {
    id: 'theory-reparametrization',
    experiment: 'T',
    claims: ['T5'],
    slide: 'Ratio of Probabilities',
    title: findingTitle(finding, 'change of the formula', invariant),
    caption:
      'Each place along the axis is one random linear map θ = Mφ. The line is the formula of the slides in φ. SGD in φ agrees with it as long as its noise is isotropic in φ; with the noise that is isotropic in θ, which the same examples would give, the odds move with the map: the invariance is one of the formula and of its assumption, not of the algorithm.',
    alt: `Log-odds of the wide basin for ${rows.length} random maps. The formula is a flat line; SGD in θ and in φ scatters about it; with noise isotropic in θ it runs from ${formatNumber(Math.min(...pulled), 2)} to ${formatNumber(Math.max(...pulled), 2)}.`,
    spec: prediction({
      predicted: rows.map(({replicate, formulaAfter}) => ({
        group: groups[3],
        x: replicate,
        value: formulaAfter,
      })),
      measured: fields.flatMap((field, place) =>
        exactPoints(
          rows.map((row) => ({group: groups[place], x: row.replicate, value: row[field]})),
          'log-odds',
        ),
      ),
      groups: seriesGroups(groups),
      x: {title: 'random linear map', zero: true},
      y: {title: 'log(p_A/p_B), A the wide basin', zero: true},
    }),
    tables: [table, tableOf(summary, 'theory-nonlinear-map')],
  };
}

const member: Readonly<Record<Verdict, string>> = {
  supported: 'Gradient descent finds one of the equivalent minima: the one its start is tied to',
  contradicted: 'Gradient descent does not end where conservation says',
  inconclusive: 'Which of the equivalent minima gradient descent finds stays open',
  'not run': 'Gradient descent into a family of equivalent minima, without a verdict',
};

/** Paths of gradient descent over contours of the loss, and the sharpness where they end. */
export function familyFigure(summary: ExperimentSummary, finding: Finding): Figure {
  const [contours, paths, ends] = [
    'theory-family-contours',
    'theory-family-paths',
    'theory-family-ends',
  ].map((name) => tableOf(summary, name));
  const lines = rowsOf(contours, Contour);
  const walked = rowsOf(paths, Path);
  const arrived = rowsOf(ends, End);
  const smallest = Math.min(...arrived.map(({learningRate}) => learningRate));
  const final = arrived.filter(({learningRate}) => learningRate === smallest);
  const sharpest = final.map(({sharpness}) => sharpness);
  const range = `${formatNumber(Math.min(...sharpest), 2)} to ${formatNumber(Math.max(...sharpest), 2)}`;
  const levels = [...new Set(lines.map(({loss}) => loss))].filter((loss) => loss > 0);
  return {
    id: 'theory-family',
    experiment: 'T',
    claims: ['T6'],
    slide: 'Gradient Descent and Reparametrization',
    title: findingTitle(finding, 'log₁₀ error of H′ = DHD', member),
    caption: `Left: the thick line w₁w₂ = 1 is the family of minima of L = ½(w₁w₂ − 1)² that (w₁, w₂) ↦ (αw₁, w₂/α) makes of one, all the same function; the thin lines are contours at L = ${levels.join(', ')}. Coloured: gradient descent from random starts (dots) at η = ${formatNumber(smallest)}. Right: λ_max of the Hessian where each path ended, against the a that conservation of w₁² − w₂² predicts from its start; the line is a² + a⁻². The same function has sharpness from ${range}.`,
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
            'λ_max',
          ),
          groups: seriesGroups(['a² + a⁻²', 'gradient descent']),
          x: {title: 'a predicted from the start', logarithmic: true},
          y: {title: 'λ_max at the end', logarithmic: true},
        }),
      },
    ]),
    tables: [contours, paths, ends, tableOf(summary, 'theory-family-identities')],
  };
}

/** Lines in the plane (w₁, w₂), in the order of their steps. */
function pathsPanel(
  contours: readonly z.output<typeof Contour>[],
  paths: readonly z.output<typeof Path>[],
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
