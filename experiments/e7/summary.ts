import {legacy} from '../legacy.ts';
import {firstReach, valueAt} from '../../src/stats/curve.ts';
import {spearman} from '../../src/stats/rank-correlation.ts';
import type {RunResult} from '../../src/training/record.ts';
import {claims} from './claims.ts';
import type {Evidence, ExperimentSummary} from '../../src/judging/results.ts';
import type {Table} from '../../src/tables/table.ts';
import {tidyTable} from '../../src/tables/tidy-table.ts';
import {mean, perSeed, seedsOf} from '../../src/stats/by-seed.ts';
import {readCell} from '../shared/cell.ts';
import {correlationEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import {irregularOf} from '../legacy.ts';
import type {ObservedRun, Observations} from '../legacy.ts';

/** Levels of memorization at which runs are compared. */
const levels = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
/** Fewer runs at a level than this say nothing of an order. */
const fewestRuns = 5;
const panels = {
  E7a: {momentum: 0.9, labelNoise: 0.25},
  E7b: {momentum: 0.9, labelNoise: 0.5},
  E7c: {momentum: 0, labelNoise: 0.25},
  E7d: {momentum: 0, labelNoise: 0.5},
} as const;
type Panel = keyof typeof panels;
const everyPanel = Object.keys(panels).filter((name): name is Panel => name in panels);

/** One run at the moment at which it first memorized a level of the random labels. */
interface Crossing {
  readonly seed: number;
  readonly noise: number;
  readonly level: number;
  readonly validationAccuracy: number;
}

/** Memorization and n. */
export function summarizeE7(observations: Observations): ExperimentSummary {
  const {runs} = observations;
  return {
    experiment: 'E7',
    evidence: everyPanel.map((panel) => evidenceOf(panel, runs)),
    tables: [curveTable(runs), levelTable(runs)],
    irregular: irregularOf(observations),
  };
}

function evidenceOf(panel: Panel, runs: readonly ObservedRun[]): Evidence {
  const planned = runs.filter(({cell}) => panelOf(cell) === panel);
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

function panelOf(cell: string): Panel | undefined {
  const {settings} = readCell(cell);
  return everyPanel.find(
    (panel) =>
      panels[panel].momentum === Number(settings['momentum']) &&
      panels[panel].labelNoise === Number(settings['noise']),
  );
}

/** Where one run first reaches each level, and its clean validation accuracy there. */
function crossingsOf({cell, found}: ObservedRun): Crossing[] {
  if (found === undefined) return [];
  const {plan, result} = found;
  const {epochs, memorization, validation} = curvesOf(result);
  return levels.flatMap((level) => {
    const epoch = firstReach({x: epochs, y: memorization}, level);
    const accuracy = epoch === undefined ? undefined : valueAt({x: epochs, y: validation}, epoch);
    if (accuracy === undefined) return [];
    const noise = plan.learningRate / plan.batchSize;
    return [{seed: readCell(cell).seed, noise, level, validationAccuracy: accuracy}];
  });
}

function curvesOf({history}: RunResult) {
  const rows = history.flatMap(({epoch, metrics: {noisy, validation}}) =>
    noisy === undefined || validation === undefined
      ? []
      : [{epoch, memorization: noisy.accuracy, validation: validation.accuracy}],
  );
  return {
    epochs: rows.map(({epoch}) => epoch),
    memorization: rows.map(({memorization}) => memorization),
    validation: rows.map(({validation}) => validation),
  };
}

/** Rank correlation of n with validation accuracy, by seed and level, where enough runs reached the level. */
const ordersOf = (crossings: readonly Crossing[]) =>
  seedsOf(crossings).flatMap((seed) =>
    levels.flatMap((level) => {
      const there = crossings.filter((each) => each.seed === seed && each.level === level);
      if (there.length < fewestRuns) return [];
      const rho = spearman(
        there.map(({noise}) => noise),
        there.map(({validationAccuracy}) => validationAccuracy),
      );
      return Number.isNaN(rho) ? [] : [{seed, level, rho, runs: there.length}];
    }),
  );

function reachedNotes(planned: readonly ObservedRun[], crossings: readonly Crossing[]): string[] {
  const count = (level: number) => crossings.filter((each) => each.level === level).length;
  const [low, high] = [levels[0], levels[levels.length - 1]];
  return [
    `${count(low)} of ${planned.length} runs memorized ${100 * low}% of the random labels, ${count(high)} of them ${100 * high}%.`,
  ];
}

const curveTable = (runs: readonly ObservedRun[]): Table =>
  tidyTable(
    'e7-curves',
    {
      panel: ['', 'claim that the run belongs to'],
      learningRate: ['', 'learning rate η'],
      batchSize: ['images', 'batch size S'],
      noise: ['', 'n = η/S'],
      seed: ['', 'replicate'],
      epoch: ['epochs', 'when it was evaluated'],
      memorization: ['', 'accuracy on the randomly labelled part of the training set'],
      cleanAccuracy: ['', 'accuracy on the rest of the training set'],
      validationAccuracy: ['', 'accuracy on clean validation images'],
    },
    runs.flatMap(({cell, found}) =>
      found === undefined
        ? []
        : found.result.history.map(({epoch, metrics}) => ({
            panel: panelOf(cell) ?? null,
            learningRate: found.plan.learningRate,
            batchSize: found.plan.batchSize,
            noise: found.plan.learningRate / found.plan.batchSize,
            seed: readCell(cell).seed,
            epoch,
            memorization: metrics.noisy?.accuracy ?? null,
            cleanAccuracy: metrics.clean?.accuracy ?? null,
            validationAccuracy: metrics.validation?.accuracy ?? null,
          })),
    ),
  );

const levelTable = (runs: readonly ObservedRun[]): Table =>
  tidyTable(
    'e7-levels',
    {
      panel: ['', 'claim'],
      seed: ['', 'replicate'],
      level: ['', 'accuracy on the random labels at which runs are compared'],
      rho: ['', 'Spearman ρ of n with clean validation accuracy there'],
      runs: ['', 'runs that reached the level'],
    },
    everyPanel.flatMap((panel) => {
      const crossings = runs.filter(({cell}) => panelOf(cell) === panel).flatMap(crossingsOf);
      return ordersOf(crossings).map((order) => ({panel, ...order}));
    }),
  );

export default legacy(summarizeE7);
