import type {z} from 'zod';
import type {Claim} from '../judging/claim.ts';
import type {Findings} from '../judging/results.ts';
import type {ModelSpec} from '../models/spec.ts';
import type {Part} from '../pipeline/parts.ts';
import type {FigureBuilder} from '../report/figure.ts';
import type {Json} from '../system/json.ts';
import type {TrainingPlan} from '../training/plan.ts';
import type {Study} from './define-study.ts';
import type {Observations} from './observations.ts';
import type {Settings} from './settings.ts';
import type {Sized} from './sized.ts';

/** One training: a cell of a grid, at one replicate. */
export interface Run {
  /** Unique over the study, for people: `E1/lr=0.05,batch=50/seed=1`. Equal cells are one node. */
  readonly cell: string;
  /** What tells it from the other runs of its experiment. */
  readonly settings: Settings;
  /** Fixes initialisation, order of examples and noise, whatever the cell: comparisons are paired. */
  readonly replicate: number;
  /** A name of src/data/collections/index.ts. */
  readonly dataset: string;
  readonly model: z.input<typeof ModelSpec>;
  readonly plan: z.input<typeof TrainingPlan>;
}

/** The weights of a run at one moment: `initial`, `target`, `final` or `epoch-<k>`. */
export interface SnapshotOf {
  readonly run: Run;
  readonly snapshot: string;
}

/** A measurement at one moment of a run, or between moments of two. */
export interface ProbePlan {
  /** A name in `stages/probes.ts`. */
  readonly kind: string;
  readonly at: readonly SnapshotOf[];
  /** Unique over the probes of its kind; `<cell of the run>/<snapshot>` where it is one place and left out. */
  readonly cell?: string;
  /** What tells it from the other probes of its experiment, beside its place. */
  readonly settings?: Settings;
  /** What is measured here beyond what is measured everywhere, or in another way. */
  readonly parameters?: Readonly<Record<string, Json>>;
}

/** A simulation or a solution of the theory. */
export interface StudyPlan {
  /** Unique over the studies. */
  readonly cell: string;
  /** `./study.ts`, and what its schema takes. */
  readonly study: Part<Study>;
  readonly parameters: Readonly<Record<string, Json>>;
  /** A first guess of what it takes on the machine of docs/bench.md [s]; in no key. */
  readonly seconds: number;
  /**
   * The stream of random numbers that its seed comes from; that of all studies when left out. Says only that a study
   * has drawn from another one since it was first run, and keeps its numbers.
   */
  readonly stream?: string;
  /** The names that its seed comes from in that stream, for the same reason; its cell when left out. */
  readonly seed?: readonly string[];
}

/** What an experiment needs done at one profile. The runs that it probes need not stand among `runs`. */
export interface Design {
  readonly runs?: readonly Run[];
  readonly probes?: readonly ProbePlan[];
  readonly studies?: readonly StudyPlan[];
}

/** From what was observed to evidence and tables; a pure function. */
export type Summarize = (observations: Observations) => Findings;

/** One experiment: what it claims, what it needs done, how that is summarised and drawn. */
export interface Experiment<Profile extends string = string> {
  /** `E1`; also the name of its nodes. */
  readonly id: string;
  readonly claims: readonly Claim[];
  /** Its numbers at every profile. */
  readonly sizes: Sized<Profile>;
  readonly design: (profile: Profile) => Design;
  /** `./summary.ts`. */
  readonly summary: Part<Summarize>;
  /** `./figures.ts`. */
  readonly figures: Part<FigureBuilder>;
}
