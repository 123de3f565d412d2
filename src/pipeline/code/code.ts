import type {Closure} from './installed.ts';
import type {PartModules} from '../parts.ts';

/** What is bundled for a node: the body of its stage and the parts that it is given. */
export interface BodyCode {
  readonly stage: string;
  /** Tells it from all other code of a pipeline. */
  readonly name: string;
  readonly body: URL;
  readonly parts: PartModules;
}

/** What is known of the code of one stage. */
export interface StageCode {
  /** SHA-256 of the bundle of the body: part of the key. */
  readonly bundle: string;
  /** Digest of {@link StageCode.locked}: part of the key. */
  readonly packages: string;
  /** The bundle itself, which workers import. */
  readonly file: string;
  /**
   * A short digest of every top-level declaration of the bundle, by `file#name`. Not in the key, which
   * the bundle decides alone; it lets a person be told which function changed.
   */
  readonly symbols: Readonly<Record<string, string>>;
  /** The packages that the bundle imports itself. */
  readonly imports: readonly string[];
  /** Every package that it can reach, as {@link Closure} has it. */
  readonly locked: Closure['locked'];
}
