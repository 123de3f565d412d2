import {meanEstimate} from '../../src/judging/estimate.ts';
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
import {baseline, carriedOn, cyclic, discrete, isCarriedOn, loud, loudCarriedOn} from './arms.ts';
import {claims} from './claims.ts';
import {
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
  const schedules = all.filter(({schedule}) => !isCarriedOn(schedule));
  return {
    evidence: [
      oscillation(runs, all),
      width('E8b', runs, {all, end: [baseline], path: [carriedOn, baseline]}),
      generalisation('E8c', runs, {all, base: baseline}),
      width('E8d', runs, {all, end: [loud], path: [loudCarriedOn, loud]}),
      generalisation('E8e', runs, {all, base: loud}),
    ],
    tables: [
      tables.schedules.fill(schedules.map(scheduleRow)),
      tables.cycle.fill(all.flatMap(cycleRows)),
    ],
  };
}) satisfies Summarize;

const cyclicOf = (all: readonly ScheduleRun[]) =>
  all.filter(({schedule}) => cyclic.includes(schedule));

type Measure = number | null | undefined;

/** Means over schedules, one a seed; a seed of which one has no value is left out. */
const meansOver = (runs: readonly ScheduleRun[], value: (run: ScheduleRun) => Measure): number[] =>
  perSeed(runs, (own) => mean(own.map((run) => value(run) ?? NaN)));

/** The same over the cyclic ones of what compares a run with another of its seed: the first of these arms that is there. */
const meansAgainst = (
  all: readonly ScheduleRun[],
  arms: readonly Arm[],
  value: (run: ScheduleRun, base: ScheduleRun) => Measure,
): number[] =>
  meansOver(cyclicOf(all), (run) => {
    const own = all.filter(({seed}) => seed === run.seed);
    const bases = arms.flatMap((arm) => own.filter(({schedule}) => schedule === arm));
    const base = bases.at(0);
    return base && value(run, base);
  });

function oscillation(runs: readonly ObservedRun[], all: readonly ScheduleRun[]): Evidence {
  const ofSquareWaves = all.filter(({schedule}) => discrete.includes(schedule));
  return evidence(claims, 'E8a', {
    planned: runs.filter((run) => discrete.includes(armOf(run))),
    estimates: {swing: (c) => meanEstimate(c, meansOver(ofSquareWaves, swing), 0)},
  });
}

/** What cycles are compared with: at their end, and along a path that may pass their loss. */
interface Against {
  readonly all: readonly ScheduleRun[];
  readonly end: readonly Arm[];
  readonly path: readonly Arm[];
}

function width(claim: string, runs: readonly ObservedRun[], {all, end, path}: Against): Evidence {
  const matched = meansAgainst(all, path, atMatchedLoss);
  const seeds = seedsOf(cyclicOf(all)).length;
  return evidence(claims, claim, {
    planned: plannedFor(runs, [...end, ...path]),
    estimates: {
      end: (c) => meanEstimate(c, meansAgainst(all, end, atEnd), 0),
      'matched-loss': (c) => meanEstimate(c, matched, 0),
    },
    notes: [`${matched.length} of ${seeds} seeds can be compared at equal train loss.`],
  });
}

function generalisation(
  claim: string,
  runs: readonly ObservedRun[],
  {all, base}: {readonly all: readonly ScheduleRun[]; readonly base: Arm},
): Evidence {
  const gain = (run: ScheduleRun, other: ScheduleRun) => run.testAccuracy - other.testAccuracy;
  const gains = meansAgainst(all, [base], gain);
  return evidence(claims, claim, {
    planned: plannedFor(runs, [base]),
    estimates: {'test-accuracy': (c) => meanEstimate(c, gains, accuracyStep)},
  });
}

const plannedFor = (runs: readonly ObservedRun[], bases: readonly Arm[]): ObservedRun[] =>
  runs.filter((run) => [...cyclic, ...bases].includes(armOf(run)));

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
