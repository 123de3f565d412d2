import type {Verdict} from '../../src/judging/results.ts';
import {bands, type BandPoint} from '../../src/report/charts/bands.ts';
import {curves} from '../../src/report/charts/curves.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {panels, type Panel} from '../../src/report/charts/panel.ts';
import {withReference} from '../../src/report/charts/reference.ts';
import {tip} from '../../src/report/charts/tip.ts';
import type {Figure, FigureBuilder} from '../../src/report/figure.ts';
import {findingOf, findingTitle, type Finding} from '../../src/report/finding.ts';
import {formatInterval} from '../../src/report/format/number.ts';
import type {Read, Row} from '../../src/tables/declare.ts';
import {chanceOfAccuracy} from '../shared/chance.ts';
import {scheduleName} from '../shared/schedules.ts';
import {claims} from './claims.ts';
import * as tables from './tables.ts';

type Evaluation = Row<typeof tables.curves>;
type Difference = Row<typeof tables.differences>;

const shared = {
  experiment: 'E6',
  slide: String.raw`Simultaneous rescaling $\eta \mapsto c\eta$ and $S \mapsto cS$`,
};

/** Slide "Simultaneous rescaling", left (cyclic) and right (constant). */
export default ((summary, verdicts) => {
  const evaluations = tables.curves.read(summary);
  return [
    curvesFigure(evaluations, findingOf(verdicts, 'E6a'), {
      claim: 'E6a',
      arms: ['cyclic-learning-rate', 'cyclic-batch-size'],
      what: 'a cyclic learning rate and a cyclic batch size',
    }),
    curvesFigure(evaluations, findingOf(verdicts, 'E6b'), {
      claim: 'E6b',
      arms: ['constant-small', 'constant-large'],
      what: 'constant η and S, and both five times larger',
    }),
    differenceFigure(tables.differences.read(summary), tables.fit.read(summary)),
  ];
}) satisfies FigureBuilder;

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

function curvesFigure(
  {table, rows}: Read<typeof tables.curves>,
  finding: Finding,
  {claim, arms, what}: Pair,
): Figure {
  const runs = runsOf(rows.filter(({arm}) => arms.includes(arm)));
  const groups = seriesGroups(arms.map(scheduleName));
  const ends = runs.map(({name, evaluations}) => {
    const last = evaluations.at(-1)?.testAccuracy ?? null;
    return `${name}: ${last === null ? 'not measured' : `${(100 * last).toFixed(1)}%`}`;
  });
  return {
    ...shared,
    id: `${claim.toLowerCase()}-curves`,
    claims: [claim],
    title: findingTitle(finding, 'largest difference', sentences(what)),
    caption: `Learning curves of VGG-11 on CIFAR-10. Thin lines are runs (${runs.length}), thick ones the medians of each schedule, at all times of equal n = η/S. Train accuracy is taken on a fixed part of the training set. The number in the title is the difference of test accuracy, as a share, at the epoch where the two differ most surely, with its 95% interval over seeds.`,
    alt: `Two panels over epochs, test and train accuracy, two schedules overlaid. Test accuracy at the end: ${ends.length === 0 ? 'none finished' : ends.join('; ')}.`,
    spec: panels([
      {title: 'Test', panel: accuracyPanel(runs, groups, 'testAccuracy', 'test accuracy')},
      {title: 'Train', panel: accuracyPanel(runs, groups, 'trainAccuracy', 'train accuracy')},
    ]),
    tables: [table],
  };
}

/** One training, in the order of its evaluations. */
interface Training {
  /** `cyclic η, seed 1`. */
  readonly name: string;
  readonly schedule: string;
  readonly evaluations: readonly Evaluation[];
}

function runsOf(rows: readonly Evaluation[]): Training[] {
  const runs = new Map<string, Evaluation[]>();
  for (const row of rows) {
    const name = `${scheduleName(row.arm)}, seed ${row.seed}`;
    runs.set(name, [...(runs.get(name) ?? []), row]);
  }
  return [...runs].map(([name, evaluations]) => ({
    name,
    schedule: scheduleName(evaluations[0].arm),
    evaluations,
  }));
}

const accuracyPanel = (
  runs: readonly Training[],
  groups: ReturnType<typeof seriesGroups>,
  field: 'testAccuracy' | 'trainAccuracy',
  title: string,
): Panel =>
  curves({
    curves: runs.map(({name, schedule, evaluations}) => ({
      tip: tip(name, title),
      group: schedule,
      points: evaluations.flatMap((row) => {
        const accuracy = row[field];
        return accuracy === null ? [] : [[row.epoch, 100 * accuracy] as const];
      }),
    })),
    groups,
    x: {title: 'epochs'},
    y: {title: `${title} [%]`, chance: chanceOfAccuracy},
  });

const pairNames = [
  ['cyclic', 'Cyclic η less cyclic S'],
  ['constant', 'Constant less rescaled by 5'],
  ['control', 'Control: less rescaled by √5'],
] as const;

/** Half the width within which curves count as the same [points]. */
const margin = 100 * (claims[0]?.criteria[0]?.bound ?? 0);

/** Differences along the way, between the margins of the equivalence tests; the control beside them. */
function differenceFigure(
  {table, rows}: Read<typeof tables.differences>,
  fit: Read<typeof tables.fit>,
): Figure {
  const found = pairNames.flatMap(([pair]) => {
    const distance = testDistance(fit, pair);
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
    caption: `Mean over seeds of the paired difference of accuracy at every evaluation, with 95% intervals as bands. Dashed: the margins of ±${margin} points within which curves count as the same. Cyclic and constant pairs have equal n at all times; the control rescales η by √5 where S is rescaled by 5, so its n differs.`,
    alt: `Three panels over epochs: differences of test and train accuracy of the cyclic pair, the constant pair and the control, between margins of ±${margin} points. Mean distances of test curves: ${found.length === 0 ? 'none' : found.join(', ')}.`,
    spec: panels(
      pairNames.map(([pair, title]) => ({
        title,
        panel: differencePanel(rows.filter((row) => row.pair === pair)),
      })),
    ),
    tables: [table, fit.table],
  };
}

/** Mean over seeds of the distance of the test curves of a pair [points]. */
function testDistance({rows}: Read<typeof tables.fit>, pair: string): number | undefined {
  const own = rows.filter((row) => row.pair === pair && row.set === 'test');
  const sum = own.reduce((total, {meanDistance}) => total + meanDistance, 0);
  return own.length === 0 ? undefined : (100 * sum) / own.length;
}

function differencePanel(rows: readonly Difference[]): Panel {
  const panel = bands({
    points: rows.map(bandPoint),
    groups: seriesGroups(['test', 'train']),
    x: {title: 'epochs'},
    y: {title: 'difference of accuracy [points]'},
  });
  return withReference(panel, 'y', [-margin, margin]);
}

function bandPoint({set, epoch, difference, ...ends}: Difference): BandPoint {
  const [value, low, high] = [difference, ends.low ?? difference, ends.high ?? difference].map(
    (share) => 100 * share,
  );
  const fact = `difference ${formatInterval(value, [low, high])} points`;
  return {group: set, x: epoch, value, low, high, tip: tip(`${set}, epoch ${epoch}`, fact)};
}
