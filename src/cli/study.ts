import type {Claim} from '../judging/claim.ts';
import type {LookBook} from '../judging/look-book.ts';
import type {Pipeline} from '../pipeline/pipeline.ts';
import type {Shown} from '../pipeline/shown.ts';

/** Claims that nothing of the size of a profile can show: nothing is planned for them. */
export interface Untestable {
  readonly experiment: string;
  readonly claims: readonly string[];
  /** The next profile at which they can be tested. */
  readonly needs: string;
}

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
  /** What cannot be shown at a profile (default: nothing). */
  readonly untestable?: (profile: string) => readonly Untestable[];
  /** Looks at the claims (default: one). */
  readonly looks?: LookBook;
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
  /** Kinds of outputs that are weights or images: they are not published, and a gc that keeps records drops them. */
  readonly bulk?: readonly string[];
  /** Modules that bodies may reach for files and network, by `CodeOptions.trusted`. */
  readonly trusted?: readonly string[];
}
