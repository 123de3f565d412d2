import {correlationEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import type {Evidence} from '../../src/judging/results.ts';
import {mean, perSeed} from '../../src/stats/by-seed.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import type {ObservedRun} from '../../src/study/observations.ts';
import type {Row} from '../../src/tables/declare.ts';
import {ratesColumns} from '../shared/run-columns.ts';
import {claims} from './claims.ts';
import {crossingsOf, levels, ordersOf, type Crossing} from './crossings.ts';
import {E7Settings} from './settings.ts';
import * as tables from './tables.ts';

const panels = {
  E7a: {momentum: 0.9, labelNoise: 0.25},
  E7b: {momentum: 0.9, labelNoise: 0.5},
  E7c: {momentum: 0, labelNoise: 0.25},
  E7d: {momentum: 0, labelNoise: 0.5},
} as const;
type Panel = keyof typeof panels;
const everyPanel = Object.keys(panels).filter((name): name is Panel => name in panels);

/** Memorization and n. */
export default (({runs}) => ({
  evidence: everyPanel.map((panel) => evidenceOf(panel, runs)),
  tables: [
    tables.curves.fill(runs.flatMap(curveRows)),
    tables.crossings.fill(crossingRows(runs)),
    tables.levels.fill(levelRows(runs)),
  ],
})) satisfies Summarize;

function evidenceOf(panel: Panel, runs: readonly ObservedRun[]): Evidence {
  const planned = runsOf(panel, runs);
  const crossings = planned.flatMap(crossingsOf);
  const orders = ordersOf(crossings);
  const correlations = perSeed(orders, (own) => mean(own.map(({rho}) => rho)));
  const fewest = Math.min(...orders.map((order) => order.runs));
  return evidence(claims, panel, {
    planned,
    estimates: {
      'conditional-correlation': (c) => correlationEstimate(c, correlations, fewest),
    },
    notes: reachedNotes(planned, crossings),
  });
}

const runsOf = (panel: Panel, runs: readonly ObservedRun[]) =>
  runs.filter((run) => panelOf(run) === panel);

function panelOf({settings}: ObservedRun): Panel | undefined {
  const {momentum, labelNoise} = E7Settings.parse(settings);
  return everyPanel.find(
    (panel) => panels[panel].momentum === momentum && panels[panel].labelNoise === labelNoise,
  );
}

function reachedNotes(planned: readonly ObservedRun[], crossings: readonly Crossing[]): string[] {
  const count = (level: number) => crossings.filter((each) => each.level === level).length;
  const [low, high] = [levels[0], levels[levels.length - 1]];
  return [
    `${count(low)} of ${planned.length} runs memorized ${100 * low}% of the random labels, ${count(high)} of them ${100 * high}%.`,
  ];
}

/** Every evaluation of a run. */
function curveRows(run: ObservedRun): Row<typeof tables.curves>[] {
  const {found} = run;
  if (found === undefined) return [];
  const panel = panelOf(run) ?? null;
  const rates = ratesColumns(run, found);
  return found.result.history.map(({epoch, rateTime, metrics}) => ({
    panel,
    ...rates,
    epoch,
    rateTime,
    memorization: metrics.noisy?.accuracy ?? null,
    cleanAccuracy: metrics.clean?.accuracy ?? null,
    validationAccuracy: metrics.validation?.accuracy ?? null,
  }));
}

const crossingRows = (runs: readonly ObservedRun[]): Row<typeof tables.crossings>[] =>
  everyPanel.flatMap((panel) =>
    runsOf(panel, runs)
      .flatMap(crossingsOf)
      .map((crossing) => ({panel, ...crossing})),
  );

const levelRows = (runs: readonly ObservedRun[]): Row<typeof tables.levels>[] =>
  everyPanel.flatMap((panel) => {
    const crossings = runsOf(panel, runs).flatMap(crossingsOf);
    return ordersOf(crossings).map((order) => ({panel, ...order}));
  });
