import type {ExperimentSummary, Verdict} from '../../src/judging/results.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {intervals} from '../../src/report/charts/intervals.ts';
import {prediction} from '../../src/report/charts/prediction.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {Figure, FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle, type Finding} from '../../src/report/finding.ts';
import {formatInterval, formatNumber} from '../../src/report/format/number.ts';
import {apart} from '../shared/apart.ts';
import {distinct, meanPoints, meanWithInterval} from '../shared/mean-points.ts';
import {tables} from './tables.ts';

/** The stationary law over c, and where the invariance breaks. None of a study that did not finish. */
export default ((summary, verdicts) =>
  summary.tables.length === 0
    ? []
    : [
        rescalingFigure(summary, findingOf(verdicts, 'T4')),
        breakdownFigure(summary),
      ]) satisfies FigureBuilder;

const shared = {experiment: 'T4', claims: ['T4'], slide: 'Take-Away Theory'};
const sentences: Readonly<Record<Verdict, string>> = {
  supported: 'Rescaling η and S together changes nothing, until it breaks where predicted',
  contradicted: 'Rescaling η and S together changes the endpoint',
  inconclusive: 'Whether the endpoint survives rescaling stays open',
  'not run': 'Rescaling η and S together, without a verdict',
};

/** The stationary law over c in (η, S) → (cη, cS). */
function rescalingFigure(summary: ExperimentSummary, finding: Finding): Figure {
  const {table: variance, rows} = tables.variance.read(summary);
  const {table: basins, rows: wells} = tables.basins.read(summary);
  const settings = [...new Set(rows.map(({setting}) => setting))];
  const x = {title: 'factor c on η and S', logarithmic: true};
  const shifted = rows.flatMap(({setting, factor, shift}) =>
    shift === null ? [] : [{group: setting, x: factor, value: Math.exp(shift)}],
  );
  return {
    ...shared,
    id: 'theory-rescaling',
    title: findingTitle(finding, 'shift of log variance', sentences),
    caption: `Left: the stationary variance on quadratics over that of the SDE; right: the distance of two basins to the Gibbs law that all c share. Lines are predicted at each finite η and S, points are minibatch SGD, means over replicates with 95% intervals. Large steps inflate the variance, first where the loss is sharp; a small training set runs out of noise as S approaches N. A replicate cannot come closer than its sampling error, the distance of as many independent draws of the Gibbs law, one a chain and relaxation time.`,
    alt: `Two panels over c from 1 to ${Math.max(...rows.map(({factor}) => factor))}, logarithmic. The variance ratio stays near one for small c; it then rises for the sharp quadratic and falls for the small training set. The distance of the two basins rises with c.`,
    spec: apart([
      {
        title: 'variance',
        panel: prediction({
          predicted: distinct(
            rows.flatMap(({setting, factor, predicted}) =>
              predicted === null ? [] : [{group: setting, x: factor, value: Math.exp(predicted)}],
            ),
          ),
          measured: meanPoints(shifted, 'variance ratio', {positive: true}),
          groups: seriesGroups(settings),
          x,
          y: {title: 'variance / that of the SDE', logarithmic: true},
        }),
      },
      {
        title: 'two basins',
        panel: prediction({
          predicted: distinct(
            wells.flatMap(({factor, predicted, floor}) => [
              {group: 'two basins', x: factor, value: predicted},
              {group: 'sampling error', x: factor, value: floor},
            ]),
          ),
          measured: meanPoints(
            wells.map(({factor, distance}) => ({group: 'two basins', x: factor, value: distance})),
            'W₁',
            {positive: true},
          ),
          groups: seriesGroups(['two basins', 'sampling error']),
          x,
          y: {title: 'W₁ to Gibbs / its deviation', logarithmic: true},
        }),
      },
    ]),
    tables: [variance, basins],
  };
}

/** Where the invariance breaks, predicted and found side by side. */
function breakdownFigure(summary: ExperimentSummary): Figure {
  const {table, rows} = tables.breakdown.read(summary);
  const settings = [...new Set(rows.map(({setting}) => setting))];
  const breaks = settings.flatMap((setting) => {
    const own = rows.filter((row) => row.setting === setting);
    const logs = own.flatMap(({found}) => (found === null ? [] : [Math.log10(found)]));
    const predicted = own[0]?.predicted;
    if (logs.length === 0 || predicted === null) return [];
    return [{setting, predicted: Math.log10(predicted), ...meanWithInterval(logs)}];
  });
  const said = breaks
    .map(
      ({setting, value, predicted}) =>
        `${setting}: found ${formatNumber(10 ** value)}, predicted ${formatNumber(10 ** predicted)}`,
    )
    .join('; ');
  return {
    ...shared,
    id: 'theory-breakdown',
    title: 'The invariance breaks at the c that the exact discrete theory predicts',
    caption: `The c at which the stationary variance has moved by a tenth, log₁₀, mean over replicates with its 95% interval, beside the prediction. The small training set breaks earlier than the large one at the same curvature, as the talk’s networks do. ${said}.`,
    alt: `Rows of intervals, found beside predicted. ${said}.`,
    spec: intervals({
      rows: breaks.flatMap(({setting, predicted, value, low, high}) => [
        {
          label: setting,
          group: 'found',
          ...{value, low, high},
          tip: tip(setting, `log₁₀ c = ${formatInterval(value, [low, high])}`),
        },
        {
          label: setting,
          group: 'predicted',
          ...{value: predicted, low: predicted, high: predicted},
          tip: tip(setting, `predicted log₁₀ c = ${formatNumber(predicted)}`),
        },
      ]),
      quantity: 'log₁₀ c at breakdown',
      reference: 0,
    }),
    tables: [table],
  };
}
