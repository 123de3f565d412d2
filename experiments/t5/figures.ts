import type {ExperimentSummary, Verdict} from '../../src/judging/results.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {prediction} from '../../src/report/charts/prediction.ts';
import type {Figure, FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle, type Finding} from '../../src/report/finding.ts';
import {formatNumber} from '../../src/report/format/number.ts';
import {exactPoints} from '../shared/mean-points.ts';
import {tables} from './tables.ts';

/** Log-odds before and after random maps. None of a study that did not finish. */
export default ((summary, verdicts) =>
  summary.tables.length === 0
    ? []
    : [reparametrizationFigure(summary, findingOf(verdicts, 'T5'))]) satisfies FigureBuilder;

const sentences: Readonly<Record<Verdict, string>> = {
  supported: 'The ratio of basin probabilities does not depend on the parametrization',
  contradicted: 'The ratio of basin probabilities depends on the parametrization',
  inconclusive:
    'Whether the ratio of basin probabilities depends on the parametrization stays open',
  'not run': 'Basin probabilities under random maps, without a verdict',
};

/** Log-odds before and after random linear maps, by formula and by SGD. */
function reparametrizationFigure(summary: ExperimentSummary, finding: Finding): Figure {
  const {table, rows} = tables.maps.read(summary);
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
    experiment: 'T5',
    claims: ['T5'],
    slide: 'Ratio of Probabilities',
    title: findingTitle(finding, 'change of the formula', sentences),
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
      y: {title: 'log-odds of A, the wide basin', zero: true},
    }),
    tables: [table, tables.bends.read(summary).table],
  };
}
