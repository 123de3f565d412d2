import type {Curvature} from '../../src/curvature/record.ts';
import {mean} from '../../src/stats/by-seed.ts';
import {firstReach} from '../../src/stats/curve.ts';
import type {ObservedRun, Probe} from '../../src/study/observations.ts';
import {armOf, type Arm} from '../e6/settings.ts';
import {finalAccuracy} from '../shared/accuracy.ts';
import {hessianColumns, type HessianColumns} from '../shared/hessian.ts';
import {logRatio} from '../shared/lines.ts';
import {E8Settings} from './settings.ts';

/** The Hessian and the loss at one moment of a cycle. */
export interface CycleProbe extends HessianColumns {
  readonly node: string;
  readonly epoch: number;
  /** Where in its cycle: 0.5 is the end of the loud half, 1 the end of the quiet half. */
  readonly phase: number | null;
  readonly loss: number;
  readonly frobenius: number;
}

/** One run with its probes, in the order of time. */
export interface ScheduleRun {
  readonly node: string;
  readonly schedule: Arm;
  readonly seed: number;
  readonly testAccuracy: number;
  readonly validationAccuracy: number;
  readonly trainLoss: number | null;
  readonly weightNorm: number | null;
  readonly probes: readonly CycleProbe[];
}

/** A run with its probes among all; nothing when it did not finish. */
export function scheduleRun(run: ObservedRun, all: readonly Probe<Curvature>[]): ScheduleRun[] {
  if (run.found === undefined) return [];
  const {plan, result} = run.found;
  const length = 'cycleEpochs' in plan.schedule ? plan.schedule.cycleEpochs : null;
  const probes = all
    .filter(({at}) => at[0].run.cell === run.cell)
    .flatMap((probe) => cycleProbe(probe, length))
    .sort((a, b) => a.epoch - b.epoch);
  return [
    {
      node: run.node,
      schedule: armOf(run),
      seed: run.replicate,
      testAccuracy: finalAccuracy(result, 'test'),
      validationAccuracy: finalAccuracy(result, 'validation'),
      trainLoss: result.end.metrics.train?.loss ?? null,
      weightNorm: result.end.weightNorm,
      probes,
    },
  ];
}

function cycleProbe(
  {node, settings, found}: Probe<Curvature>,
  length: number | null,
): CycleProbe[] {
  const {epoch} = E8Settings.parse(settings);
  const {frobenius, ...columns} = hessianColumns(found);
  if (found === undefined || frobenius === null) return [];
  const phase = length === null ? null : epoch / length - Math.ceil(epoch / length) + 1;
  return [{node, epoch, phase, loss: found.loss, frobenius, ...columns}];
}

/**
 * ln(norm at the ends of quiet halves / at the ends of loud halves) without the trend of training: each end that stands
 * between two of the other kind against the mean of these two, mean over such ends. Of four ends that is their third
 * difference, which no trend moves that is linear or quadratic in epochs.
 */
export function swing({probes}: ScheduleRun): number | null {
  const ends = probes.filter(({phase}) => isQuietEnd(phase) || isLoudEnd(phase));
  const differences = ends.flatMap((end, index) => {
    const [before, after] = [ends.at(index - 1), ends.at(index + 1)];
    if (index === 0 || !before || !after || !isBetween(end, before, after)) return [];
    const [middle, ...around] = [end, before, after].map(({frobenius}) => Math.log(frobenius));
    const height = middle - mean(around);
    return isQuietEnd(end.phase) ? height : -height;
  });
  return differences.length === 0 ? null : mean(differences);
}

const isPhase = (wanted: number) => (phase: number | null) =>
  phase !== null && Math.abs(phase - wanted) < 1e-6;
const isLoudEnd = isPhase(0.5);
const isQuietEnd = isPhase(1);

/** Whether the next ends on either side are of the other kind, half a cycle away: none is missing. */
const isBetween = (end: CycleProbe, before: CycleProbe, after: CycleProbe): boolean =>
  before.phase === after.phase &&
  before.phase !== end.phase &&
  Math.abs(after.epoch + before.epoch - 2 * end.epoch) < 1e-6;

/** ln(norm of the cyclic run / norm of what it is compared with) at the end. */
export const atEnd = (run: ScheduleRun, base: ScheduleRun): number | null =>
  logRatio(run.probes.at(-1)?.frobenius ?? null, base.probes.at(-1)?.frobenius ?? null);

/** The same, with the other run taken where its own path passes the loss at which the cyclic run ends. */
export function atMatchedLoss(run: ScheduleRun, base: ScheduleRun): number | null {
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
