import {correlationEstimate, meanEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import type {Evidence} from '../../src/judging/results.ts';
import {mean, perSeed, seedsOf} from '../../src/stats/by-seed.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import {probesOf, type ObservedRun} from '../../src/study/observations.ts';
import type {Row} from '../../src/tables/declare.ts';
import {curvature} from '../../stages/measure-curvature/record.ts';
import {armOf, type Arm} from '../e6/settings.ts';
import {accuracyStep} from '../shared/accuracy.ts';
import {hessianColumns, type HessianColumns} from '../shared/hessian.ts';
import {baseline, carriedOn} from './arms.ts';
import {claims} from './claims.ts';
import {
  antiphase,
  atEnd,
  atMatchedLoss,
  scheduleRun,
  swing,
  type CycleProbe,
  type ScheduleRun,
} from './paths.ts';
import * as tables from './tables.ts';

/** Cyclic schedules against a constant learning rate. */
export default ((observations) => {
  const {runs} = observations;
  const probes = probesOf(observations, curvature);
  const all = runs.flatMap((run) => scheduleRun(run, probes));
  const schedules = all.filter(({schedule}) => schedule !== carriedOn);
  return {
    evidence: [oscillation(runs, all), width(runs, all), generalisation(runs, all)],
    tables: [
      tables.schedules.fill(schedules.map(scheduleRow)),
      tables.cycle.fill(all.flatMap(cycleRows)),
    ],
  };
}) satisfies Summarize;

const isCyclic = (arm: Arm): boolean => arm !== baseline && arm !== carriedOn;
const cyclicOf = (all: readonly ScheduleRun[]) => all.filter(({schedule}) => isCyclic(schedule));

type Measure = number | null | undefined;

/** Means over the cyclic schedules, one a seed; a seed of which one has no value is left out. */
const cyclicMeans = (all: readonly ScheduleRun[], value: (run: ScheduleRun) => Measure): number[] =>
  perSeed(cyclicOf(all), (own) => mean(own.map((run) => value(run) ?? NaN)));

/** The same of what compares a run with a baseline of its seed: the first of these that is there. */
const meansAgainst = (
  all: readonly ScheduleRun[],
  baselines: readonly Arm[],
  value: (run: ScheduleRun, base: ScheduleRun) => Measure,
): number[] =>
  cyclicMeans(all, (run) => {
    const own = all.filter(({seed}) => seed === run.seed);
    const bases = baselines.flatMap((arm) => own.filter(({schedule}) => schedule === arm));
    const base = bases.at(0);
    return base && value(run, base);
  });

function oscillation(runs: readonly ObservedRun[], all: readonly ScheduleRun[]): Evidence {
  const moments = Math.min(...cyclicOf(all).map(({probes}) => probes.length));
  return evidence(claims, 'E8a', {
    planned: runs.filter((run) => isCyclic(armOf(run))),
    estimates: {
      antiphase: (c) => correlationEstimate(c, cyclicMeans(all, antiphase), moments),
      swing: (c) => meanEstimate(c, cyclicMeans(all, swing), 0),
    },
  });
}

function width(runs: readonly ObservedRun[], all: readonly ScheduleRun[]): Evidence {
  const matched = meansAgainst(all, [carriedOn, baseline], atMatchedLoss);
  const seeds = seedsOf(cyclicOf(all)).length;
  return evidence(claims, 'E8b', {
    planned: runs,
    estimates: {
      end: (c) => meanEstimate(c, meansAgainst(all, [baseline], atEnd), 0),
      'matched-loss': (c) => meanEstimate(c, matched, 0),
    },
    notes: [`${matched.length} of ${seeds} seeds can be compared at equal train loss.`],
  });
}

function generalisation(runs: readonly ObservedRun[], all: readonly ScheduleRun[]): Evidence {
  const gains = meansAgainst(all, [baseline], (run, base) => run.testAccuracy - base.testAccuracy);
  return evidence(claims, 'E8c', {
    planned: runs,
    estimates: {'test-accuracy': (c) => meanEstimate(c, gains, accuracyStep)},
  });
}

const scheduleRow = ({probes, ...run}: ScheduleRun): Row<typeof tables.schedules> => ({
  node: run.node,
  schedule: run.schedule,
  seed: run.seed,
  testAccuracy: run.testAccuracy,
  validationAccuracy: run.validationAccuracy,
  trainLoss: run.trainLoss,
  ...hessianOf(probes.at(-1)),
  weightNorm: run.weightNorm,
});

/** The Hessian at a probe; all empty without one. */
function hessianOf(probe: CycleProbe | undefined): HessianColumns {
  if (probe === undefined) return hessianColumns(undefined);
  const {frobenius, frobeniusError, lambdaMax, rescaledLambdaMax} = probe;
  return {frobenius, frobeniusError, lambdaMax, rescaledLambdaMax};
}

const cycleRows = ({schedule, seed, probes}: ScheduleRun): Row<typeof tables.cycle>[] =>
  probes.map((probe) => ({schedule, seed, ...probe}));
