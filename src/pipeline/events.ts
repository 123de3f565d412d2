import type {Decision} from './plan.ts';
import type {Failure} from './failure.ts';
import type {Reason} from './reasons.ts';
import type {Machine} from './run/capacity.ts';
import type {Guess} from './run/durations.ts';
import type {Span} from './run/forecast.ts';

/**
 * What a run tells while it works. Nothing in the pipeline prints; whoever started the run renders
 * these. `at` is the time by the clock that was handed in [ms since 1970].
 */
export type PipelineEvent = {readonly at: number} & Happening;

/** What an event says, without its time. */
export type Happening =
  | Planned
  | Cached
  | Queued
  | Started
  | Progress
  | Logged
  | Retrying
  | Waiting
  | Finished
  | Failed
  | Skipped
  | Warned
  | RunEnded;

/** First: what is to be done with each node, as far as is known. */
export interface Planned {
  readonly type: 'planned';
  readonly run: string;
  readonly decisions: ReadonlyMap<string, Decision>;
  /** Expected duration of each node that may run. */
  readonly guesses: ReadonlyMap<string, Guess>;
  /** Their sum [s]. */
  readonly seconds: number;
  /** How long the run may take. */
  readonly left: Span;
  /** How many nodes are left out, since they are not finished and the study is wanted as it stands. */
  readonly leftOut: number;
  readonly jobs: number;
  readonly machine: Machine;
}

/** A sound result was there. `cutOff`: an upstream ran, and its outputs were what they had been. */
export interface Cached {
  readonly type: 'cached';
  readonly node: string;
  readonly key: string;
  readonly cutOff: boolean;
}

/** It waits for a machine, as part of `job` of a batch system. */
export interface Queued {
  readonly type: 'queued';
  readonly node: string;
  readonly key: string;
  readonly attempt: number;
  readonly job: string;
}

/** A worker begins. */
export interface Started {
  readonly type: 'started';
  readonly node: string;
  readonly key: string;
  /** 1, 2, … */
  readonly attempt: number;
  readonly reasons: readonly Reason[];
  /** Expected duration [s]. */
  readonly seconds: number;
  /** What carries it out, where that is not the driver. */
  readonly job?: string;
}

export interface Progress {
  readonly type: 'progress';
  readonly node: string;
  readonly done: number;
  readonly total: number;
  readonly unit: string;
}

/** A line that a body logged, or that its process wrote to its output. */
export interface Logged {
  readonly type: 'log';
  readonly node: string;
  readonly message: string;
}

/** An attempt failed for what passes; another follows after `delaySeconds`. */
export interface Retrying {
  readonly type: 'retrying';
  readonly node: string;
  readonly attempt: number;
  readonly failure: Failure;
  readonly delaySeconds: number;
}

/** Another run, here or on another machine, is at this key; its result will be used. */
export interface Waiting {
  readonly type: 'waiting';
  readonly node: string;
  readonly key: string;
}

/** The result is published. */
export interface Finished {
  readonly type: 'finished';
  readonly node: string;
  readonly key: string;
  readonly seconds: number;
  readonly job?: string;
}

export interface Failed {
  readonly type: 'failed';
  readonly node: string;
  readonly key: string;
  readonly failure: Failure;
  readonly attempts: number;
  readonly seconds: number;
  readonly job?: string;
  /** The file that holds what the cell logged; absent when it logged nothing. */
  readonly log?: string;
}

/** Cannot run: an input that it cannot do without has no result. */
export interface Skipped {
  readonly type: 'skipped';
  readonly node: string;
  readonly missing: readonly string[];
}

export type WarningCode =
  | 'RESOURCES_EXCEEDED'
  | 'NOT_REMEMBERED'
  | 'RESULT_LOST'
  | 'RESULT_DIFFERS'
  | 'SCRATCH_KEPT'
  /** Of a batch system. */
  | 'JOB_HELD'
  | 'SUBMISSION_HELD'
  | 'SCHEDULER_AWAY'
  | 'OTHER_DRIVER';

/** Something that a person should know, and that stops nothing. */
export interface Warned {
  readonly type: 'warning';
  readonly code: WarningCode;
  readonly node?: string;
  readonly message: string;
}

/** How many nodes ended how. */
export interface Counts {
  readonly cached: number;
  readonly finished: number;
  readonly failed: number;
  readonly skipped: number;
  /** Not begun, or stopped, since the run was told to stop. */
  readonly cancelled: number;
}

export type RunOutcome = 'completed' | 'failed' | 'aborted';

/** Last: the summary. */
export interface RunEnded {
  readonly type: 'run ended';
  readonly run: string;
  readonly outcome: RunOutcome;
  readonly counts: Counts;
  readonly seconds: number;
}
