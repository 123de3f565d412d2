import type {Curvature, GradientNoise, Interpolation, Plane} from '../../curvature/record.ts';
import type {TrainingPlan} from '../../training/plan.ts';
import type {RunResult} from '../../training/record.ts';

/** What a summary reads of a training record. */
export interface Training {
  readonly plan: TrainingPlan;
  readonly result: RunResult;
}

/** A planned piece of work and what came of it; `found` is absent when it failed or was not run. */
interface Planned<Found> {
  readonly node: string;
  /** Name of the cell: `E6/arm=constant-small/seed=1`. */
  readonly cell: string;
  readonly found?: Found;
  /** Why nothing was found, where the stage itself says so. */
  readonly reason?: string;
}

export type ObservedRun = Planned<Training>;

/** A probe of one snapshot of a run; `cell` is that of the run. */
export interface Probe<Found> extends Planned<Found> {
  /** The snapshot that was asked for; `target` was measured at the end where a run missed its target. */
  readonly snapshot: string;
}

/** A line between snapshots of two runs, at α = 0 and α = 1. */
export interface ObservedLine extends Planned<Interpolation> {
  /** Cells of the two runs. */
  readonly left: string;
  readonly right: string;
  /** An end is not the snapshot that was asked for, because its run missed the common train loss. */
  readonly missedTarget: boolean;
}

/** All that one experiment planned, and what came of it. */
export interface Observations {
  readonly runs: readonly ObservedRun[];
  readonly curvature: readonly Probe<Curvature>[];
  readonly noise: readonly Probe<GradientNoise>[];
  readonly lines: readonly ObservedLine[];
  readonly planes: readonly Probe<Plane>[];
}
