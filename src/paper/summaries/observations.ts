import type {ModelSpec} from '../../models/spec.ts';
import type {TrainingPlan} from '../../training/plan.ts';
import type {RunResult} from '../../training/record.ts';

/** What a summary reads of a training record. */
export interface Training {
  readonly model: ModelSpec;
  readonly plan: TrainingPlan;
  readonly result: RunResult;
}

/** What a summary reads of the curvature at one snapshot; null where a probe gave no number. */
export interface Curvature {
  /** ‖H‖_F and its relative standard error. */
  readonly frobenius: number | null;
  readonly frobeniusError: number | null;
  readonly lambdaMax: number | null;
  readonly trace: number | null;
  /** Train loss on the images of the probe [nat]. */
  readonly loss: number | null;
  /** L2 norm of all weights; those of BN nets are scale-invariant. */
  readonly weightNorm: number | null;
  /** What did not converge, in words; empty when everything did. */
  readonly unconverged: readonly string[];
}

/** What a summary reads of the gradient noise at one snapshot. */
export interface GradientNoise {
  /** Tr C. */
  readonly trace: number;
  /** (Tr C)²/(D·Tr C²): 1 for C = σ²I, 1/D for rank one. */
  readonly isotropy: number;
  /** Tr(HC)/(‖H‖_F ‖C‖_F), the cosine between H and C. */
  readonly alignment: number | null;
  /** Departure of minibatch noise from a Gaussian, by batch size. */
  readonly gaussianity: readonly {readonly batchSize: number; readonly departure: number}[];
}

/** One end of a line between two snapshots. */
export interface LineEnd {
  /** Length of the α-range around the end with train loss ≤ L_end + δ. */
  readonly width: number | null;
  /** The range reaches the border of the grid: the true width is larger. */
  readonly open: boolean;
  /** Second derivative of the train loss in α. */
  readonly curvature: number | null;
}

/** What a summary reads of an interpolation; curves are over `alpha`, BN statistics recomputed. */
export interface Interpolation {
  readonly alpha: readonly number[];
  readonly trainLoss: readonly (number | null)[];
  readonly validationLoss: readonly (number | null)[];
  readonly trainAccuracy: readonly number[];
  readonly validationAccuracy: readonly number[];
  /** Train loss with the interpolated statistics of BN instead. */
  readonly trainLossInterpolatedStatistics: readonly (number | null)[];
  readonly left: LineEnd;
  readonly right: LineEnd;
}

/** A probe of one snapshot of one run; `found` is absent when the probe failed or was not run. */
export interface Probe<Found> {
  readonly node: string;
  readonly cell: string;
  readonly snapshot: string;
  readonly found?: Found;
}

/** One planned run; `found` is absent when it failed or was not run. */
export interface ObservedRun {
  readonly node: string;
  /** Name of the cell: `E6/arm=constant-small/seed=1`. */
  readonly cell: string;
  readonly found?: Training;
}

/** One planned line between two snapshots. */
export interface ObservedLine {
  readonly node: string;
  /** Cells of the two runs whose snapshots it joins, at α = 0 and α = 1. */
  readonly left: string;
  readonly right: string;
  readonly found?: Interpolation;
}

/** All that one experiment planned and what came of it. */
export interface Observations {
  readonly runs: readonly ObservedRun[];
  readonly curvature: readonly Probe<Curvature>[];
  readonly noise: readonly Probe<GradientNoise>[];
  readonly lines: readonly ObservedLine[];
}
