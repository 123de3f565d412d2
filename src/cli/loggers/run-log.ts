import {join} from 'node:path';
import type {SetupEvent} from '../../compute/engine/setup.ts';
import type {PipelineEvent} from '../../pipeline/events.ts';
import {remember} from '../../pipeline/remember.ts';
import {sideFolder} from '../../pipeline/side-files.ts';
import type {StoreNotice} from '../../store/errors.ts';
import {appendLine} from '../../system/regular-file.ts';
import type {FailureText} from '../failure-text.ts';
import {LineLogger} from './line-logger.ts';
import type {Logger, Result} from './logger.ts';

/**
 * Keeps what a run says in `runs/<run>.log` of the store too, since whoever started it may be gone when it ends.
 * A run that has nothing to do leaves no log.
 */
export class RunLog implements Logger {
  readonly #logger: Logger;
  readonly #store: string;
  readonly #kept: LineLogger;
  /** What was said before it was known whether anything runs. */
  readonly #early: string[] = [];
  #write = (line: string): void => void this.#early.push(line);

  constructor(logger: Logger, store: string) {
    this.#logger = logger;
    this.#store = store;
    this.#kept = new LineLogger((line) => this.#write(line));
  }

  event(event: PipelineEvent): void {
    this.#logger.event(event);
    this.#kept.event(event);
    if (event.type === 'planned' && event.guesses.size > 0) this.#begin(event.run);
  }

  notice(notice: StoreNotice): void {
    this.#logger.notice(notice);
    this.#kept.notice(notice);
  }

  setup(event: SetupEvent): void {
    this.#logger.setup(event);
    this.#kept.setup(event);
  }

  remark(text: string): void {
    this.#logger.remark(text);
    this.#kept.remark(text);
  }

  progress(text: string): void {
    this.#logger.progress(text);
  }

  failure(text: FailureText): void {
    this.#logger.failure(text);
    this.#kept.failure(text);
  }

  /** A failure that somebody else tells. */
  keep(text: FailureText): void {
    this.#kept.failure(text);
  }

  result(value: Result, lines: readonly string[]): void {
    this.#logger.result(value, lines);
    this.#kept.result(value, lines);
  }

  close(): void {
    this.#logger.close();
  }

  #begin(run: string): void {
    // Lines go nowhere where a link leads out of the store, or the disk takes nothing.
    this.#write = () => undefined;
    remember(() => {
      const file = join(sideFolder(this.#store, 'runs'), `${run}.log`);
      this.#write = (line) => void remember(() => appendLine(file, line));
    });
    for (const line of this.#early.splice(0)) this.#write(line);
  }
}
