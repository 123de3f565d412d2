import {styleText} from 'node:util';
import type {SetupEvent} from '../../compute/engine/setup.ts';
import type {PipelineEvent} from '../../pipeline/events.ts';
import type {StoreNotice} from '../../store/errors.ts';
import {failureLines, type FailureText} from '../failure-text.ts';
import {words} from '../messages.ts';
import {printable, printableLines} from '../printable.ts';
import {renderBlock} from './block.ts';
import {lastingLines} from './lasting.ts';
import type {Logger} from './logger.ts';
import {RunView} from './run-view.ts';

/** The block is painted so often [ms]. */
const REPAINT = 100;

/** What is used of a terminal. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
  write(text: string): boolean;
  hasColors(): boolean;
}

type Colour = 'red' | 'yellow' | 'dim';

/** For a terminal: what lasts scrolls by above a block that is painted again and again. */
export class TerminalLogger implements Logger {
  readonly #stream: Screen;
  readonly #state = new RunView();
  readonly #timer: NodeJS.Timeout;
  #block: readonly string[] = [];
  #isRunning = false;
  /** What is shown while no run is under way. */
  #status = '';

  constructor(stream: Screen) {
    this.#stream = stream;
    this.#timer = setInterval(() => this.#paint(), REPAINT).unref();
  }

  event(event: PipelineEvent): void {
    this.#state.apply(event);
    this.#status = '';
    if (event.type === 'started') this.#isRunning = true;
    if (event.type === 'run ended') this.#isRunning = false;
    for (const line of lastingLines(event)) this.#print(line, colourOf(event));
  }

  notice({code, message, received, next}: StoreNotice): void {
    this.#print(printable(words.warning(code, `${message} (${received}) ${next}`)), 'yellow');
  }

  setup(event: SetupEvent): void {
    switch (event.step) {
      case 'wait':
        this.#status = words.setupWaiting;
        break;
      case 'compile':
        this.#status = words.setupStep.compile;
        break;
      case 'download':
      case 'unpack':
        this.#status = words.setupBytes(words.setupStep[event.step], event.bytes, event.total);
    }
  }

  remark(text: string): void {
    this.#print(text, undefined);
  }

  progress(text: string): void {
    this.#status = text;
  }

  failure(text: FailureText): void {
    for (const line of failureLines(text)) this.#print(line, 'red');
  }

  result(_: unknown, lines: readonly string[]): void {
    this.close();
    for (const line of lines) process.stdout.write(`${printable(line)}\n`);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#stream.write(this.#erase());
    this.#block = [];
  }

  #print(said: string, colour: Colour | undefined): void {
    const line = printableLines(said).join('\n');
    const text = colour && this.#stream.hasColors() ? styleText(colour, line) : line;
    this.#stream.write(`${this.#erase()}${text}\n`);
    this.#block = [];
    this.#paint();
  }

  #paint(): void {
    // A terminal that does not tell its size is taken for a small one.
    const [columns, rows] = [this.#stream.columns || 80, this.#stream.rows || 24];
    const now = Date.now();
    const idle = this.#status === '' ? [] : [this.#status.slice(0, columns - 1)];
    const block = this.#isRunning ? renderBlock(this.#state, {now, columns, rows}) : idle;
    if (block.join('\n') === this.#block.join('\n')) return;
    this.#stream.write(this.#erase() + block.map((line) => `${line}\n`).join(''));
    this.#block = block;
  }

  /** Puts the cursor where the block begins and clears from there. */
  #erase(): string {
    return this.#block.length === 0 ? '' : `\u001b[${this.#block.length}A\u001b[0J`;
  }
}

function colourOf(event: PipelineEvent): Colour | undefined {
  switch (event.type) {
    case 'failed':
      return 'red';
    case 'skipped':
    case 'retrying':
    case 'warning':
      return 'yellow';
    case 'log':
    case 'waiting':
      return 'dim';
    case 'planned':
    case 'cached':
    case 'queued':
    case 'started':
    case 'progress':
    case 'finished':
    case 'run ended':
      return undefined;
  }
}
