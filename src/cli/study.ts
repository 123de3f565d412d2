import type {Claim} from '../judging/claim.ts';
import type {Pipeline} from '../pipeline/pipeline.ts';
import type {Shown} from '../pipeline/shown.ts';

/** What `pipeline.ts` hands to the command line: the DAG as a function of the profile, and where it stands. */
export interface Study {
  /** Of the work whose claims are tested; heads the page that links all reports. */
  readonly title: string;
  /** The project's folder. */
  readonly root: string;
  /** Where reports are written, a folder for each profile; relative to the root (default: `reports`). */
  readonly reports?: string;
  /** Names for `--profile`; the first is the default. */
  readonly profiles: readonly [string, ...string[]];
  readonly pipelineFor: (profile: string) => Pipeline | Promise<Pipeline>;
  /** Every claim, in the order of the report. */
  readonly claims: readonly Claim[];
  /** What `--target` is when it is not given. */
  readonly defaultTarget: string;
  /** What is to be said of an artifact of this kind, beside its name; undefined when nothing is. */
  readonly show?: (kind: string, path: string) => Promise<Shown | undefined>;
  /**
   * A program that times what its arguments name, each the kernels of a stage or `plain`, and writes one JSON object:
   * by name, measured time over what stages declare.
   */
  readonly calibration?: URL;
  /** Modules that bodies may reach for files and network, by `CodeOptions.trusted`. */
  readonly trusted?: readonly string[];
}
