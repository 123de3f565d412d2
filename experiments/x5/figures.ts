import type {Verdict} from '../../src/judging/results.ts';
import {curves} from '../../src/report/charts/curves.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {scatter} from '../../src/report/charts/scatter.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {Figure, FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle, type Finding} from '../../src/report/finding.ts';
import {formatNumber} from '../../src/report/format/number.ts';
import type {Read} from '../../src/tables/declare.ts';
import {chanceOfLoss} from '../shared/chance.ts';
import * as tables from './tables.ts';

const shared = {experiment: 'X5', claims: ['X5'], slide: 'Breaking down of theory'};

/** Where the equation holds: distance over c, and the trajectories behind it. */
export default ((summary, verdicts) => [
  distanceFigure(tables.distances.read(summary), findingOf(verdicts, 'X5')),
  trajectoryFigure(tables.trajectories.read(summary)),
]) satisfies FigureBuilder;

const sentences: Readonly<Record<Verdict, string>> = {
  supported: 'Up to c = ½ steps change less than noise does, and from there the more the larger',
  contradicted: 'The size of steps does not change trajectories as the equation has it',
  inconclusive: 'Whether the equation holds up to c = ½ and not beyond stays open',
  'not run': 'Distance from the trajectory of small steps, without a verdict',
};

const series = ['same order of examples', 'another order: the floor'] as const;

function distanceFigure({table, rows}: Read<typeof tables.distances>, finding: Finding): Figure {
  const points = rows.flatMap(({factor, seed, isFloor, distance}) =>
    distance === null
      ? []
      : [
          {
            group: series[isFloor ? 1 : 0],
            x: factor,
            y: distance,
            counted: true,
            tip: tip(`c = ${factor}, seed ${seed}`, `distance ${formatNumber(distance)}`),
          },
        ],
  );
  return {
    ...shared,
    id: 'x5-distances',
    title: findingTitle(finding, 'slope', sentences),
    caption:
      'η and S times c, so that n stays: the root mean square difference of ln(train loss) from the run with c = ¼ of the same start and order, over equal ηt. Lines join medians; each point is one seed. At the left, for comparison, c = ¼ itself with its examples in another order. The number in the title is the slope of ln D on ln c, with its 95% interval over seeds.',
    alt: `Distance by c, both logarithmic: ${points.length === 0 ? 'no run finished' : points.map((point) => point.tip).join('; ')}.`,
    spec: scatter({
      points,
      groups: seriesGroups(series),
      x: {title: 'factor c on η and S', logarithmic: true},
      y: {title: 'distance D', logarithmic: true},
    }),
    tables: [table],
  };
}

function trajectoryFigure({table, rows}: Read<typeof tables.trajectories>): Figure {
  const nameOf = ({factor, order}: (typeof rows)[number]) =>
    `c = ${factor}${order > 1 ? ', another order' : ''}`;
  const runs = new Map<string, typeof rows>();
  for (const row of rows) {
    const run = `${nameOf(row)}, seed ${row.seed}`;
    runs.set(run, [...(runs.get(run) ?? []), row]);
  }
  const names = [...new Set(rows.map(nameOf))];
  return {
    ...shared,
    id: 'x5-trajectories',
    title: 'The trajectories behind these distances',
    caption: `Train loss over ηt at one n: thin lines are seeds (${runs.size} runs in all), thick ones their medians. Small steps and small batches, or large steps and large batches.`,
    alt: `Train loss against ηt, logarithmic, for ${names.length === 0 ? 'no run' : names.join('; ')}.`,
    spec: curves({
      curves: [...runs].map(([run, own]) => ({
        tip: run,
        group: nameOf(own[0]),
        points: own.map(({rateTime, trainLoss}) => [rateTime, trainLoss] as const),
      })),
      groups: seriesGroups(names),
      x: {title: 'ηt'},
      y: {title: 'train loss [nat]', logarithmic: true, chance: chanceOfLoss},
    }),
    tables: [table],
  };
}
