import type {Verdict} from '../../src/judging/results.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {scatter, type ScatterPoint} from '../../src/report/charts/scatter.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle} from '../../src/report/finding.ts';
import {formatNumber} from '../../src/report/format/number.ts';
import type {Row} from '../../src/tables/declare.ts';
import * as tables from './tables.ts';

const sentences: Readonly<Record<Verdict, string>> = {
  supported: 'Accuracy breaks down where noise and gradient are equal',
  contradicted: 'Accuracy does not break down where noise and gradient are equal',
  inconclusive: 'Whether accuracy breaks down where noise and gradient are equal stays open',
  'not run': 'Critical batch size and gradient noise scale, without a verdict',
};

const series = ['S at the breakdown', 'noise scale Tr C/‖ḡ‖²'] as const;
type Scale = Row<typeof tables.scales>;

/** Both batch sizes of every seed over the train size. */
export default ((summary, verdicts) => {
  const {table, rows} = tables.scales.read(summary);
  const points = rows.flatMap((row) => [
    ...pointOf(row, 0, row.breakdown, row.reached),
    ...pointOf(row, 1, row.noiseScale),
  ]);
  return [
    {
      id: 'x6-scales',
      experiment: 'X6',
      claims: ['X6'],
      slide: 'Breaking down of theory',
      title: findingTitle(findingOf(verdicts, 'X6'), 'ln ratio', sentences),
      caption:
        'Two batch sizes of every seed at every train size: that at which a tenth of the height of accuracy above guessing is lost (hollow at the largest S where so much never is), and the gradient noise scale Tr C/‖ḡ‖² in the middle of training at β = 1. Lines join medians. Judged is whether they agree within a factor of four and order the train sizes alike. The number in the title is the mean of ln(S / noise scale), with its 95% interval over seeds.',
      alt: `Batch sizes by train size, both logarithmic: ${points.length === 0 ? 'nothing was measured' : points.map((point) => point.tip).join('; ')}.`,
      spec: scatter({
        points,
        groups: seriesGroups(series),
        x: {title: 'training images', logarithmic: true},
        y: {title: 'batch size [images]', logarithmic: true},
      }),
      tables: [table],
    },
  ];
}) satisfies FigureBuilder;

function pointOf(
  {trainSize, seed}: Scale,
  of: 0 | 1,
  batchSize: number | null,
  counted = true,
): ScatterPoint[] {
  if (batchSize === null) return [];
  const name = `${series[of]}, train size ${trainSize}, seed ${seed}`;
  const value = `${counted ? '' : 'beyond '}${formatNumber(batchSize)}`;
  return [{group: series[of], x: trainSize, y: batchSize, counted, tip: tip(name, value)}];
}
