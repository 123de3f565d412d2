import {z} from 'zod';
import {claims} from './claims.ts';
import type {Verdict} from '../../src/judging/results.ts';
import type {Table} from '../../src/tables/table.ts';
import {bands} from '../../src/report/charts/bands.ts';
import {curves} from '../../src/report/charts/curves.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {panels} from '../../src/report/charts/panel.ts';
import {withReference} from '../../src/report/charts/reference.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {Figure, FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle, type Finding} from '../../src/report/finding.ts';
import {formatInterval} from '../../src/report/format/number.ts';
import {rowsOf, tableOf} from '../../src/report/rows.ts';
import {scheduleName} from '../shared/schedules.ts';

const shared = {
  experiment: 'E6',
  slide: String.raw`Simultaneous rescaling $\eta \mapsto c\eta$ and $S \mapsto cS$`,
};

/** Slide "Simultaneous rescaling", left (cyclic) and right (constant). */
export const e6Figures: FigureBuilder = (summary, verdicts) => {
  const table = tableOf(summary, 'e6-curves');
  return [
    curvesFigure(table, findingOf(verdicts, 'E6a'), {
      claim: 'E6a',
      arms: ['cyclic-learning-rate', 'cyclic-batch-size'],
      what: 'a cyclic learning rate and a cyclic batch size',
    }),
    curvesFigure(table, findingOf(verdicts, 'E6b'), {
      claim: 'E6b',
      arms: ['constant-small', 'constant-large'],
      what: 'constant η and S, and both five times larger',
    }),
    differenceFigure(tableOf(summary, 'e6-differences'), tableOf(summary, 'e6-fit')),
  ];
};

const Evaluation = z.object({
  arm: z.string(),
  seed: z.number(),
  epoch: z.number(),
  trainAccuracy: z.number().nullable(),
  testAccuracy: z.number().nullable(),
});

interface Pair {
  readonly claim: string;
  readonly arms: readonly string[];
  readonly what: string;
}

const sentences = (what: string): Readonly<Record<Verdict, string>> => ({
  supported: `Equal n, the same learning curves: ${what}`,
  contradicted: `Equal n, different learning curves: ${what}`,
  inconclusive: `Equal n, and whether the learning curves are the same stays open: ${what}`,
  'not run': `Learning curves at equal n, without a verdict: ${what}`,
});

function curvesFigure(table: Table, finding: Finding, {claim, arms, what}: Pair): Figure {
  const rows = rowsOf(table, Evaluation).filter(({arm}) => arms.includes(arm));
  const runs = [...new Map(rows.map(({arm, seed}) => [`${arm} ${seed}`, {arm, seed}])).values()];
  const panel = (field: 'testAccuracy' | 'trainAccuracy', title: string) =>
    curves({
      curves: runs.map(({arm, seed}) => ({
        tip: tip(`${scheduleName(arm)}, seed ${seed}`, title),
        group: scheduleName(arm),
        points: rows
          .filter((row) => row.arm === arm && row.seed === seed)
          .flatMap((row) => {
            const accuracy = row[field];
            return accuracy === null ? [] : [[row.epoch, 100 * accuracy] as const];
          }),
      })),
      groups: seriesGroups(arms.map(scheduleName)),
      x: {title: 'epochs'},
      y: {title: `${title} [%]`},
    });
  const ends = runs.map(({arm, seed}) => {
    const last = rows.findLast((row) => row.arm === arm && row.seed === seed)?.testAccuracy ?? null;
    return `${scheduleName(arm)}, seed ${seed}: ${last === null ? 'not measured' : `${(100 * last).toFixed(1)}%`}`;
  });
  return {
    ...shared,
    id: `${claim.toLowerCase()}-curves`,
    claims: [claim],
    title: findingTitle(finding, 'largest difference', sentences(what)),
    caption: `Learning curves of VGG-11 on CIFAR-10. Thin lines are runs (${runs.length}), thick ones the medians of each schedule, at all times of equal n = η/S. Train accuracy is taken on a fixed part of the training set. The number in the title is the difference of test accuracy, as a share, at the epoch where the two differ most surely, with its 95% interval over seeds.`,
    alt: `Two panels over epochs, test and train accuracy, two schedules overlaid. Test accuracy at the end: ${ends.length === 0 ? 'none finished' : ends.join('; ')}.`,
    spec: panels([
      {title: 'Test', panel: panel('testAccuracy', 'test accuracy')},
      {title: 'Train', panel: panel('trainAccuracy', 'train accuracy')},
    ]),
    tables: [table],
  };
}

const Difference = z.object({
  pair: z.string(),
  set: z.string(),
  epoch: z.number(),
  difference: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
const Fit = z.object({pair: z.string(), set: z.string(), meanDistance: z.number()});

const pairNames = [
  ['cyclic', 'Cyclic η less cyclic S'],
  ['constant', 'Constant less rescaled by 5'],
  ['control', 'Control: less rescaled by √5'],
] as const;

/** Differences along the way, between the margins of the equivalence tests; the control beside them. */
function differenceFigure(table: Table, fit: Table): Figure {
  const rows = rowsOf(table, Difference);
  const margin = claims[0]?.criteria[0]?.bound ?? 0;
  const groups = seriesGroups(['test', 'train']);
  const distances = rowsOf(fit, Fit);
  const distanceOf = (pair: string) => {
    const own = distances.filter((row) => row.pair === pair && row.set === 'test');
    const sum = own.reduce((total, {meanDistance}) => total + meanDistance, 0);
    return own.length === 0 ? undefined : (100 * sum) / own.length;
  };
  const found = pairNames.flatMap(([pair]) => {
    const distance = distanceOf(pair);
    return distance === undefined ? [] : [`${pair} ${distance.toFixed(1)}`];
  });
  return {
    ...shared,
    id: 'e6-differences',
    claims: ['E6a', 'E6b'],
    title:
      found.length === 0
        ? 'Differences between the learning curves of a pair'
        : `Mean distance of the test curves in points: ${found.join(', ')}`,
    caption: `Mean over seeds of the paired difference of accuracy at every evaluation, with 95% intervals as bands. Dashed: the margins of ±${100 * margin} points within which curves count as the same. Cyclic and constant pairs have equal n at all times; the control rescales η by √5 where S is rescaled by 5, so its n differs.`,
    alt: `Three panels over epochs: differences of test and train accuracy of the cyclic pair, the constant pair and the control, between margins of ±${100 * margin} points. Mean distances of test curves: ${found.length === 0 ? 'none' : found.join(', ')}.`,
    spec: panels(
      pairNames.map(([pair, title]) => ({
        title,
        panel: withReference(
          bands({
            points: rows
              .filter((row) => row.pair === pair)
              .map(({set, epoch, difference, ...ends}) => {
                const [value, low, high] = [
                  difference,
                  ends.low ?? difference,
                  ends.high ?? difference,
                ].map((share) => 100 * share);
                const fact = `difference ${formatInterval(value, [low, high])} points`;
                return {
                  group: set,
                  x: epoch,
                  value,
                  low,
                  high,
                  tip: tip(`${set}, epoch ${epoch}`, fact),
                };
              }),
            groups,
            x: {title: 'epochs'},
            y: {title: 'difference of accuracy [points]'},
          }),
          'y',
          [-100 * margin, 100 * margin],
        ),
      })),
    ),
    tables: [table, fit],
  };
}

export default e6Figures;
