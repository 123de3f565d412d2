import type {Verdict, Verdicts} from '../../src/judging/results.ts';
import {curves} from '../../src/report/charts/curves.ts';
import {noiseGroup, noiseGroups, seriesGroups} from '../../src/report/charts/groups.ts';
import type {Panel} from '../../src/report/charts/panel.ts';
import {withReference} from '../../src/report/charts/reference.ts';
import {scatter, type ScatterPoint} from '../../src/report/charts/scatter.ts';
import {runName, tip} from '../../src/report/charts/tip.ts';
import type {Figure, FigureBuilder} from '../../src/report/figure.ts';
import {effectText, findingOf} from '../../src/report/finding.ts';
import {formatNumber} from '../../src/report/format/number.ts';
import {noiseLevel} from '../../src/report/look/noise-scale.ts';
import type {Read, Row} from '../../src/tables/declare.ts';
import {apart} from '../shared/apart.ts';
import {chanceOfAccuracy} from '../shared/chance.ts';
import * as tables from './tables.ts';

/** The four panels of the slide, from left to right; `series` is the name of one as a series of a chart. */
const slidePanels = [
  {claim: 'E7a', title: 'Momentum 0.9, 25% random labels', series: 'momentum, 25%'},
  {claim: 'E7b', title: 'Momentum 0.9, 50% random labels', series: 'momentum, 50%'},
  {claim: 'E7c', title: 'No momentum, 25% random labels', series: 'none, 25%'},
  {claim: 'E7d', title: 'No momentum, 50% random labels', series: 'none, 50%'},
] as const;
const shared = {
  experiment: 'E7',
  claims: slidePanels.map(({claim}) => claim),
  slide: 'Memorization and $n$',
};

/** Slide "Memorization and n". */
export default ((summary, verdicts) => [
  pathFigure(tables.curves.read(summary), tables.crossings.read(summary), verdicts),
  levelFigure(tables.levels.read(summary), tables.crossings.read(summary)),
]) satisfies FigureBuilder;

type Crossing = Row<typeof tables.crossings>;

function pathFigure(
  {table, rows}: Read<typeof tables.curves>,
  crossings: Read<typeof tables.crossings>,
  verdicts: Verdicts,
): Figure {
  const runs = runsOf(rows);
  const found = slidePanels.map(({claim, title}) => {
    const {verdict, estimate} = findingOf(verdicts, claim);
    const effect = effectText(estimate);
    const said = effect === undefined ? verdict : `ρ = ${effect}`;
    return {claim, verdict, title: [title, said], text: `${title}: ${said}`};
  });
  return {
    ...shared,
    id: 'e7-memorization',
    title: titleOf(found.map(({verdict}) => verdict)),
    caption: `Each line is one training of the MLP with two hidden layers on MNIST with random labels (${runs.length} in all), from its first evaluation to its last, at equal steps of ηt; redder is higher n = η/S, on a scale of each panel. Drawn is the part in which runs are compared. Across: the share of the random labels that it has learnt; up: accuracy on clean validation images. A claim compares runs at equal memorization, where they stand one above the other. ρ is the mean rank correlation of n with validation accuracy at equal memorization, with its 95% interval over seeds.`,
    alt: `Four panels of validation accuracy against memorization, one line a run, coloured by n. ${found.map(({text}) => text).join('; ')}.`,
    // The n of momentum are ten times smaller: each panel has its own scale of red.
    spec: apart(
      found.map(({claim, title}) => ({
        title,
        panel: pathPanel(
          runs.filter(({panel}) => panel === claim),
          crossings.rows.filter(({panel}) => panel === claim),
        ),
      })),
    ),
    tables: [table, crossings.table],
  };
}

/** Drawn where runs are compared: around the levels of memorization, and the accuracies there. */
const pathPanel = (runs: readonly Path[], compared: readonly Crossing[]): Panel =>
  curves({
    curves: runs.map(({name, noise, points}) => ({tip: name, group: noiseGroup(noise), points})),
    groups: noiseGroups(runs.map(({noise}) => noise)),
    x: {
      title: 'accuracy on random labels [%]',
      ...around(compared.map(({level}) => 100 * level)),
    },
    y: {
      title: 'validation accuracy [%]',
      chance: chanceOfAccuracy,
      ...around(compared.map(({validationAccuracy}) => 100 * validationAccuracy)),
    },
    paths: true,
  });

/** The range of some percentages, with a tenth of it on either side; that of the data where there are none. */
function around(percentages: readonly number[]) {
  if (new Set(percentages).size < 2) return {};
  const [low, high] = [Math.min(...percentages), Math.max(...percentages)];
  const margin = (high - low) / 10;
  return {extent: [Math.max(0, low - margin), Math.min(100, high + margin)] as const};
}

/** The finding of four panels in one sentence. */
function titleOf(verdicts: readonly Verdict[]): string {
  const count = (verdict: Verdict) => verdicts.filter((each) => each === verdict).length;
  const judged = verdicts.length - count('not run');
  if (judged === 0) return 'Memorization and validation accuracy by noise, without a verdict';
  const contradicted = count('contradicted');
  const against = contradicted === 0 ? '' : `, and contradicted in ${contradicted}`;
  return `At equal memorization, that more noise generalises better is supported in ${count('supported')} of ${judged} panels${against}`;
}

/** A run through memorization [%] and validation accuracy [%]. */
interface Path {
  readonly panel: string | null;
  readonly name: string;
  readonly noise: number;
  readonly points: (readonly [number, number])[];
}

/** The path of each run that has been evaluated. */
function runsOf(rows: readonly Row<typeof tables.curves>[]): Path[] {
  const runs = new Map<string, Path>();
  for (const {panel, memorization, validationAccuracy, ...row} of rows) {
    if (memorization === null || validationAccuracy === null) continue;
    const name = runName(row);
    const key = `${panel} ${name}`;
    const run = runs.get(key) ?? {panel, name, noise: noiseLevel(row.noise), points: []};
    run.points.push([100 * memorization, 100 * validationAccuracy]);
    runs.set(key, run);
  }
  return [...runs.values()];
}

function levelFigure(
  {table, rows}: Read<typeof tables.levels>,
  crossings: Read<typeof tables.crossings>,
): Figure {
  const above = rows.filter(({rho}) => rho > 0).length;
  const chart = scatter({
    points: rows.map(levelPoint),
    groups: seriesGroups(slidePanels.map(({series}) => series)),
    x: {title: 'accuracy on random labels [%]'},
    y: {title: 'Spearman ρ of n with validation accuracy'},
  });
  return {
    ...shared,
    id: 'e7-levels',
    title:
      rows.length === 0
        ? 'No level of memorization was reached by enough runs'
        : `More noise goes with better validation accuracy in ${above} of ${rows.length} comparisons at equal memorization`,
    caption:
      'Each point is one seed at one level of memorization: the rank correlation of n with clean validation accuracy over the runs that reached it (at least five), each read off the means of three neighbouring evaluations. Lines join the medians. The mean over levels, one a seed, is judged.',
    alt: `Rank correlation by level of memorization, four panels of the slide as series; ${above} of ${rows.length} lie above zero.`,
    spec: withReference(chart, 'y', [0]),
    tables: [table, crossings.table],
  };
}

function levelPoint({panel, seed, level, rho, runs}: Row<typeof tables.levels>): ScatterPoint {
  const series = slidePanels.find(({claim}) => claim === panel)?.series ?? panel;
  return {
    group: series,
    x: 100 * level,
    y: rho,
    counted: true,
    tip: tip(
      `${series}, seed ${seed}`,
      `${(100 * level).toFixed(0)}% memorized`,
      `ρ = ${formatNumber(rho)}`,
      `${runs} runs`,
    ),
  };
}
