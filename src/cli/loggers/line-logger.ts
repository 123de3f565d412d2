import type {SetupEvent} from '../../compute/engine/setup.ts';
import type {PipelineEvent} from '../../pipeline/events.ts';
import type {StoreNotice} from '../../store/errors.ts';
import {failureLines, type FailureText} from '../failure-text.ts';
import {words} from '../messages.ts';
import {printable, printableLines} from '../printable.ts';
import {lastingLines} from './lasting.ts';
import type {Logger} from './logger.ts';
import {RunView} from './run-view.ts';

/** Without news, so often [ms] a line tells how far a run is. */
const CALM = 30_000;

/** Calm lines, for a pipe or a file: what lasts, every stage that completes, and a sign of life. */
export class LineLogger implements Logger {
  readonly #write: (line: string) => void;
  readonly #writeResult: (line: string) => void;
  readonly #state = new RunView();
  #toldAt = 0;
  #setupStep: SetupEvent['step'] | undefined;

  /** `write` puts a line elsewhere than on standard output (for results) and standard error. */
  constructor(write?: (line: string) => void) {
    this.#write = write ?? ((line) => void process.stderr.write(`${line}\n`));
    this.#writeResult = write ?? ((line) => void process.stdout.write(`${line}\n`));
  }

  event(event: PipelineEvent): void {
    const completed = this.#state.apply(event);
    const stage = completed === undefined ? undefined : this.#state.stages.get(completed);
    const lines = [...lastingLines(event)];
    if (completed !== undefined && stage)
      lines.push(words.stageDone(completed, stage.cached + stage.finished, stage.total));
    if (event.type === 'planned') this.#toldAt = event.at;
    else if (lines.length === 0 && event.at - this.#toldAt > CALM) lines.push(this.#sign(event.at));
    for (const line of lines) this.remark(line);
    if (lines.length > 0) this.#toldAt = event.at;
  }

  #sign(now: number): string {
    return [
      words.counts(this.#state.counts),
      words.running(this.#state.running.size, this.#state.queued.size),
      words.remaining(this.#state.left(now)),
    ].join(', ');
  }

  notice({code, message, received, next}: StoreNotice): void {
    this.remark(printable(words.warning(code, `${message} (${received}) ${next}`)));
  }

  setup(event: SetupEvent): void {
    if (event.step === this.#setupStep) return;
    this.#setupStep = event.step;
    this.remark(event.step === 'wait' ? words.setupWaiting : words.setupStep[event.step]);
  }

  remark(text: string): void {
    for (const line of printableLines(text)) this.#write(line);
  }

  progress(): void {
    // A pipe is no place for what is replaced at once.
  }

  failure(text: FailureText): void {
    for (const line of failureLines(text)) this.remark(line);
  }

  result(_: unknown, lines: readonly string[]): void {
    for (const line of lines) this.#writeResult(printable(line));
  }

  close(): void {
    // Every line was written when it was said.
  }
}
