import type {SetupEvent} from '../../compute/engine/setup.ts';
import type {PipelineEvent} from '../../pipeline/events.ts';
import type {StoreNotice} from '../../store/errors.ts';
import type {FailureText} from '../failure-text.ts';

/** What a program is told: JSON with a name for its shape. */
export type Result = Readonly<Record<string, unknown>> & {readonly type: string};

/** Where everything that is said goes. Results go to standard output, all else to standard error. */
export interface Logger {
  event(event: PipelineEvent): void;
  /** What the store wants known; it stops nothing. */
  notice(notice: StoreNotice): void;
  setup(event: SetupEvent): void;
  /** A remark, for people only. */
  remark(text: string): void;
  /** How far something is that has no events; replaced by the next. */
  progress(text: string): void;
  failure(text: FailureText): void;
  /** What was asked for: lines for a person, or the value for a program. */
  result(value: Result, lines: readonly string[]): void;
  /** Nothing is said after this. */
  close(): void;
}
