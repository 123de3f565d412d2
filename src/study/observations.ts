import type {z} from 'zod';
import type {TrainingPlan} from '../training/plan.ts';
import type {RunResult} from '../training/record.ts';
import type {Settings} from './settings.ts';
import type {StudyRecord} from './study-record.ts';

/** What a summary reads of a training record. */
export interface Training {
  readonly plan: TrainingPlan;
  readonly result: RunResult;
}

/** A planned piece of work and what came of it; `found` is absent when it failed or was not run. */
interface Planned<Found> {
  readonly node: string;
  /** For people; see `settings`. */
  readonly cell: string;
  readonly settings: Settings;
  readonly replicate: number;
  readonly found?: Found;
  /** Why nothing was found, where the stage itself says so. */
  readonly reason?: string;
}

export type ObservedRun = Planned<Training>;

/** Where a probe was made. */
export interface Place {
  readonly run: ObservedRun;
  /** The snapshot that was asked for. */
  readonly snapshot: string;
  /** Another one was there: the run missed its common train loss, and was probed where it ended. */
  readonly missedTarget: boolean;
}

/** A measurement at one place, or between two. */
export interface Probe<Found> extends Planned<Found> {
  readonly at: readonly [Place, ...Place[]];
}

/** The same before its kind is known. */
export interface ObservedProbe extends Probe<unknown> {
  readonly kind: string;
  /** What did not converge: sentences. */
  readonly unconverged: readonly string[];
}

/** A study of the theory and what it found; absent when it failed or was not run. */
export interface ObservedStudy {
  readonly node: string;
  readonly cell: string;
  readonly found?: StudyRecord;
}

/** All that one experiment planned, and what came of it. */
export interface Observations {
  readonly runs: readonly ObservedRun[];
  readonly probes: readonly ObservedProbe[];
  readonly studies: readonly ObservedStudy[];
}

/** A kind of probe as its records name it, and what they hold. */
export interface ProbeKind<Found> {
  readonly kind: string;
  readonly found: z.ZodType<Found>;
}

/** The probes of one kind. */
export const probesOf = <Found>(
  {probes}: Pick<Observations, 'probes'>,
  {kind, found: schema}: ProbeKind<Found>,
): Probe<Found>[] =>
  probes
    .filter((probe) => probe.kind === kind)
    .map(({found, ...probe}) =>
      found === undefined ? probe : {...probe, found: schema.parse(found)},
    );

/** What one of these probes found at a snapshot of a run. */
export const foundAt = <Found>(
  probes: readonly Probe<Found>[],
  run: ObservedRun,
  snapshot: string,
): Found | undefined =>
  probes.find(({at}) => at[0].run.cell === run.cell && at[0].snapshot === snapshot)?.found;
