import {legacy} from '../legacy.ts';
import {firstReach} from '../../src/stats/curve.ts';
import {spearman} from '../../src/stats/rank-correlation.ts';
import type {Curvature} from '../../src/curvature/record.ts';
import {claims} from './claims.ts';
import type {ExperimentSummary} from '../../src/judging/results.ts';
import {accuracyStep, finalAccuracy} from '../shared/accuracy.ts';
import {mean, perSeed, seedsOf} from '../../src/stats/by-seed.ts';
import {readCell} from '../shared/cell.ts';
import {cycleTable, scheduleTable} from './tables.ts';
import {correlationEstimate, meanEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import {hessianColumns, type HessianColumns} from '../shared/hessian.ts';
import {irregularOf} from '../legacy.ts';
import {logRatio} from '../shared/lines.ts';
import type {ObservedRun, Observations, Probe} from '../legacy.ts';

/** The constant η of the quiet half, and the same carried on for longer. */
const baseline = 'constant-small';
const carriedOn = 'constant-small-longer';

/** The Hessian and the loss at one moment of a cycle. */
export interface CycleProbe extends HessianColumns {
  readonly epoch: number;
  /** Where in its cycle: 0.5 is the end of the loud half, 1 the end of the quiet half. */
  readonly phase: number | null;
  readonly loss: number;
  readonly frobenius: number;
}

/** One run with its probes, in the order of time. */
export interface ScheduleRun {
  readonly schedule: string;
  readonly seed: number;
  readonly testAccuracy: number;
  readonly validationAccuracy: number;
  readonly trainLoss: number | null;
  readonly weightNorm: number | null;
  readonly probes: readonly CycleProbe[];
}

/** Cyclic schedules against a constant learning rate. */
export function summarizeE8(observations: Observations): ExperimentSummary {
  const {runs, curvature} = observations;
  const all = runs.flatMap((run) => scheduleRun(run, curvature));
  const schedules = all.filter(({schedule}) => schedule !== carriedOn);
  const cyclic = schedules.filter(({schedule}) => schedule !== baseline);
  const baselineOf = (seed: number, schedule: string) =>
    all.find((each) => each.schedule === schedule && each.seed === seed);
  const cyclicMean = (value: (run: ScheduleRun) => number | null | undefined) =>
    perSeed(cyclic, (own) => mean(own.map((run) => value(run) ?? NaN)));
  const against = (value: (run: ScheduleRun, base: ScheduleRun) => number | null | undefined) =>
    cyclicMean((run) => {
      const base = baselineOf(run.seed, baseline);
      return base && value(run, base);
    });
  const probes = Math.min(...cyclic.map((run) => run.probes.length));
  const matched = cyclicMean((run) => {
    const path = baselineOf(run.seed, carriedOn) ?? baselineOf(run.seed, baseline);
    return path && atMatchedLoss(run, path);
  });
  return {
    experiment: 'E8',
    evidence: [
      evidence(claims, 'E8a', {
        planned: runs.filter(({cell}) => ![baseline, carriedOn].includes(armOf(cell))),
        estimates: {
          antiphase: (c) => correlationEstimate(c, cyclicMean(antiphase), probes),
          swing: (c) => meanEstimate(c, cyclicMean(swing), 0),
        },
      }),
      evidence(claims, 'E8b', {
        planned: runs,
        estimates: {
          end: (c) => meanEstimate(c, against(atEnd), 0),
          'matched-loss': (c) => meanEstimate(c, matched, 0),
        },
        notes: [
          `${matched.length} of ${seedsOf(cyclic).length} seeds can be compared at equal train loss.`,
        ],
      }),
      evidence(claims, 'E8c', {
        planned: runs,
        estimates: {
          'test-accuracy': (c) =>
            meanEstimate(
              c,
              against((run, base) => run.testAccuracy - base.testAccuracy),
              accuracyStep,
            ),
        },
      }),
    ],
    tables: [scheduleTable(schedules), cycleTable(all)],
    irregular: irregularOf(observations),
  };
}

const armOf = (cell: string) => readCell(cell).settings['arm'] ?? '';

function scheduleRun({cell, found}: ObservedRun, all: readonly Probe<Curvature>[]): ScheduleRun[] {
  if (found === undefined) return [];
  const {plan, result} = found;
  const length = 'cycleEpochs' in plan.schedule ? plan.schedule.cycleEpochs : null;
  const probes = all
    .filter((probe) => probe.cell === cell)
    .flatMap((probe) => cycleProbe(probe, length))
    .sort((a, b) => a.epoch - b.epoch);
  return [
    {
      schedule: armOf(cell),
      seed: readCell(cell).seed,
      testAccuracy: finalAccuracy(result, 'test'),
      validationAccuracy: finalAccuracy(result, 'validation'),
      trainLoss: result.end.metrics.train?.loss ?? null,
      weightNorm: result.end.weightNorm,
      probes,
    },
  ];
}

function cycleProbe({snapshot, found}: Probe<Curvature>, length: number | null): CycleProbe[] {
  const epoch = Number(snapshot.replace('epoch-', ''));
  const {frobenius, ...columns} = hessianColumns(found);
  if (found === undefined || frobenius === null || Number.isNaN(epoch)) return [];
  const phase = length === null ? null : epoch / length - Math.ceil(epoch / length) + 1;
  return [{epoch, phase, loss: found.loss, frobenius, ...columns}];
}

/** Rank correlation of loss and norm over the moments of a cycle: below 0 when one is high where the other is low. */
const antiphase = ({probes}: ScheduleRun): number =>
  probes.length < 3
    ? NaN
    : spearman(
        probes.map(({loss}) => loss),
        probes.map(({frobenius}) => frobenius),
      );

/** ln(norm at the end of the quiet half / norm at the end of the loud half), mean over cycles probed at both. */
function swing({probes}: ScheduleRun): number | null {
  const at = (phase: number) =>
    probes.filter((probe) => Math.abs((probe.phase ?? NaN) - phase) < 1e-6);
  const [loud, quiet] = [at(0.5), at(1)];
  return logRatio(
    mean(quiet.map(({frobenius}) => frobenius)),
    mean(loud.map(({frobenius}) => frobenius)),
  );
}

/** ln(norm of the cyclic run / norm of the baseline) at the end. */
const atEnd = (run: ScheduleRun, base: ScheduleRun): number | null =>
  logRatio(run.probes.at(-1)?.frobenius ?? null, base.probes.at(-1)?.frobenius ?? null);

/** The same, with the baseline taken where its own path passes the loss at which the cyclic run ends. */
function atMatchedLoss(run: ScheduleRun, base: ScheduleRun): number | null {
  const end = run.probes.at(-1);
  const [first] = base.probes;
  if (end === undefined || base.probes.length === 0 || first.loss <= end.loss) return null;
  const path = {
    x: base.probes.map(({frobenius}) => Math.log(frobenius)),
    y: base.probes.map(({loss}) => -Math.log(loss)),
  };
  const logNorm = firstReach(path, -Math.log(end.loss));
  return logNorm === undefined ? null : Math.log(end.frobenius) - logNorm;
}

export default legacy(summarizeE8);
