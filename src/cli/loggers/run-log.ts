import {appendFileSync, mkdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import type {SetupEvent} from '../../compute/engine/setup.ts';
import type {PipelineEvent} from '../../pipeline/events.ts';
import {remember} from '../../pipeline/remember.ts';
import type {StoreNotice} from '../../store/errors.ts';
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
  #file: string | undefined;
  /** What was said before it was known whether anything runs. */
  #early: string[] = [];

  constructor(logger: Logger, store: string) {
    this.#logger = logger;
    this.#store = store;
    this.#kept = new LineLogger((line) => this.#write(`${line}\n`));
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
    const file = join(this.#store, 'runs', `${run}.log`);
    remember(() => mkdirSync(dirname(file), {recursive: true}));
    this.#file = file;
    this.#write(this.#early.splice(0).join(''));
  }

  #write(text: string): void {
    const file = this.#file;
    if (file === undefined) this.#early.push(text);
    else remember(() => appendFileSync(file, text));
  }
}
