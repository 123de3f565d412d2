import type {Verdict, Verdicts} from '../../src/judging/results.ts';
import {curves} from '../../src/report/charts/curves.ts';
import {noiseGroup, noiseGroups, seriesGroups} from '../../src/report/charts/groups.ts';
import {panels} from '../../src/report/charts/panel.ts';
import {withReference} from '../../src/report/charts/reference.ts';
import {scatter} from '../../src/report/charts/scatter.ts';
import {runName, tip} from '../../src/report/charts/tip.ts';
import type {Figure, FigureBuilder} from '../../src/report/figure.ts';
import {effectText, findingOf} from '../../src/report/finding.ts';
import {formatNumber} from '../../src/report/format/number.ts';
import {noiseLevel} from '../../src/report/look/noise-scale.ts';
import type {Read, Row} from '../../src/tables/declare.ts';
import * as tables from './tables.ts';

/** The four panels of the slide, from left to right. */
const slidePanels = [
  ['E7a', 'Momentum 0.9, 25% random labels'],
  ['E7b', 'Momentum 0.9, 50% random labels'],
  ['E7c', 'No momentum, 25% random labels'],
  ['E7d', 'No momentum, 50% random labels'],
] as const;
const shared = {
  experiment: 'E7',
  claims: slidePanels.map(([claim]) => claim),
  slide: 'Memorization and $n$',
};

/** Slide "Memorization and n". */
export default ((summary, verdicts) => [
  pathFigure(tables.curves.read(summary), verdicts),
  levelFigure(tables.levels.read(summary)),
]) satisfies FigureBuilder;

function pathFigure({table, rows}: Read<typeof tables.curves>, verdicts: Verdicts): Figure {
  // One scale of red over all panels, so that a colour is one n.
  const groups = noiseGroups(rows.map(({noise}) => noise));
  const runs = runsOf(rows);
  const found = slidePanels.map(([claim, name]) => {
    const {verdict, estimate} = findingOf(verdicts, claim);
    const effect = effectText(estimate);
    return {verdict, text: `${name}: ${effect === undefined ? verdict : `ρ = ${effect}`}`};
  });
  return {
    ...shared,
    id: 'e7-memorization',
    title: titleOf(found.map(({verdict}) => verdict)),
    caption: `Each line is one training of the MLP with two hidden layers on MNIST with random labels (${runs.length} in all), from its first evaluation to its last; redder is higher n = η/S. Across: the share of the random labels that it has learnt; up: accuracy on clean validation images. A claim compares runs at equal memorization, where they stand one above the other. ρ is the mean rank correlation of n with validation accuracy at equal memorization, with its 95% interval over seeds.`,
    alt: `Four panels of validation accuracy against memorization, one line a run, coloured by n. ${found.map(({text}) => text).join('; ')}.`,
    spec: panels(
      slidePanels.map(([claim, title]) => ({
        title,
        panel: curves({
          curves: runs
            .filter(({panel}) => panel === claim)
            .map(({name, noise, points}) => ({tip: name, group: noiseGroup(noise), points})),
          groups,
          x: {title: 'accuracy on random labels [%]'},
          y: {title: 'validation accuracy [%]'},
          paths: true,
        }),
      })),
    ),
    tables: [table],
  };
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

/** The path of each run that has been evaluated. */
function runsOf(rows: readonly Row<typeof tables.curves>[]) {
  const runs = new Map<
    string,
    {panel: string | null; name: string; noise: number; points: (readonly [number, number])[]}
  >();
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

/** The panels as series of one chart. */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['E7a', 'momentum, 25%'],
  ['E7b', 'momentum, 50%'],
  ['E7c', 'none, 25%'],
  ['E7d', 'none, 50%'],
]);

function levelFigure({table, rows}: Read<typeof tables.levels>): Figure {
  const above = rows.filter(({rho}) => rho > 0).length;
  return {
    ...shared,
    id: 'e7-levels',
    title:
      rows.length === 0
        ? 'No level of memorization was reached by enough runs'
        : `More noise goes with better validation accuracy in ${above} of ${rows.length} comparisons at equal memorization`,
    caption:
      'Each point is one seed at one level of memorization: the rank correlation of n with clean validation accuracy over the runs that reached it (at least five). Lines join the medians. The mean over levels, one a seed, is judged.',
    alt: `Rank correlation by level of memorization, four panels of the slide as series; ${above} of ${rows.length} lie above zero.`,
    spec: withReference(
      scatter({
        points: rows.map(({panel, seed, level, rho, runs}) => ({
          group: shortNames.get(panel) ?? panel,
          x: 100 * level,
          y: rho,
          counted: true,
          tip: tip(
            `${shortNames.get(panel) ?? panel}, seed ${seed}`,
            `${(100 * level).toFixed(0)}% memorized`,
            `ρ = ${formatNumber(rho)}`,
            `${runs} runs`,
          ),
        })),
        groups: seriesGroups([...shortNames.values()]),
        x: {title: 'accuracy on random labels [%]'},
        y: {title: 'Spearman ρ of n with validation accuracy'},
      }),
      'y',
      [0],
    ),
    tables: [table],
  };
}
