import type {z} from 'zod';
import type {DatasetName} from '../../data/dataset.ts';
import type {ModelSpec} from '../../models/spec.ts';
import type {TrainingPlan} from '../../training/plan.ts';

/** One training: a cell of a grid, at one replicate. */
export interface Run {
  /** Unique over the study, readable: `E1/lr=0.05,batch=50/seed=1`. */
  readonly cell: string;
  /** Fixes initialisation, order of examples and noise, whatever the cell: comparisons are paired. */
  readonly replicate: number;
  readonly dataset: DatasetName;
  readonly model: z.input<typeof ModelSpec>;
  readonly plan: z.input<typeof TrainingPlan>;
}

/** A named checkpoint of a run: `initial`, `target`, `final` or `epoch-<k>`. */
export interface SnapshotOf {
  readonly run: Run;
  readonly snapshot: string;
}

/** A probe of the Hessian at a checkpoint. */
export interface HessianProbe extends SnapshotOf {
  /** What is measured here beyond what is measured everywhere. */
  readonly extras?: {
    /** Probes of the paper's finite-difference estimator, beside exact ones. */
    readonly finiteDifferenceProbes?: number;
    /** Probes of the spectral density, and Lanczos steps of each. */
    readonly densityProbes?: number;
    readonly densitySteps?: number;
  };
}

/** A straight line between two checkpoints: `left` at α = 0, `right` at α = 1. */
export interface Line {
  readonly cell: string;
  readonly left: SnapshotOf;
  readonly right: SnapshotOf;
}

export type ExperimentId = 'E1' | 'E2' | 'E3' | 'E4' | 'E5' | 'E6' | 'E7' | 'E8' | 'E9' | 'X';

/** What an experiment needs done. Runs with equal cells, of two experiments too, are one node. */
export interface Experiment {
  readonly id: ExperimentId;
  readonly runs: readonly Run[];
  readonly curvature: readonly HessianProbe[];
  readonly lines: readonly Line[];
  /** Checkpoints through which a random plane is surveyed. */
  readonly planes: readonly SnapshotOf[];
  readonly noise: readonly SnapshotOf[];
}

/** The ends of all lines, of the first `count` replicates. */
export const endsOf = (lines: readonly Line[], count = Infinity): SnapshotOf[] =>
  lines.flatMap(({left, right}) => [left, right]).filter(({run}) => run.replicate <= count);

/** A grid: every combination of the values of every axis, the last axis fastest. */
export function grid<Axes extends Readonly<Record<string, readonly unknown[]>>>(
  axes: Axes,
): {readonly [Axis in keyof Axes]: Axes[Axis][number]}[];
export function grid(axes: Readonly<Record<string, readonly unknown[]>>): object[] {
  return Object.entries(axes).reduce<object[]>(
    (points, [axis, values]) =>
      points.flatMap((point) => values.map((value) => ({...point, [axis]: value}))),
    [{}],
  );
}

/** Replicates 1 … count. */
export const replicates = (count: number): number[] =>
  Array.from({length: count}, (_, index) => index + 1);

/** The name of a cell: its settings as a person reads them, then its replicate. */
export const cellName = (
  experiment: string,
  settings: Readonly<Record<string, string | number>>,
  replicate: number,
): string =>
  `${experiment}/${Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join(',')}/seed=${replicate}`;
