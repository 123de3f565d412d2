import {EngineError} from '../compute/engine/errors.ts';
import {PipelineError} from '../pipeline/errors.ts';
import {StoreError} from '../store/errors.ts';
import {exitCodes, type ExitCode} from './exit-codes.ts';
import {words} from './messages.ts';

/** An expected failure, in the parts that a person (or, as JSON, a program) needs. */
export interface FailureText {
  readonly code: string;
  /** What happened. */
  readonly message: string;
  /** The stage, cell or field. */
  readonly where?: string;
  /** The value that was at fault. */
  readonly received?: string;
  /** What to do. */
  readonly next?: string;
  readonly log?: string;
}

/** A failure that the command line itself tells. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly text: FailureText;

  constructor(text: FailureText, cause?: unknown) {
    super(text.message, {cause});
    this.text = text;
  }
}

/** What to say of an error, and how to exit; a bug keeps its stack. */
export function explainError(error: unknown): {text: FailureText; exitCode: ExitCode} {
  if (error instanceof CliError) return {text: error.text, exitCode: exitCodes.usage};
  if (error instanceof PipelineError) {
    return {text: pipelineText(error), exitCode: exitCodes.usage};
  }
  if (error instanceof EngineError) {
    const {code, message, remedy} = error;
    return {text: {code, message, next: remedy}, exitCode: exitCodes.unavailable};
  }
  if (error instanceof StoreError) {
    const {code, message, received, next} = error;
    return {text: {code, message, received, next}, exitCode: exitCodes.unavailable};
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {text: {code: 'BUG', message, next: words.bug}, exitCode: exitCodes.bug};
}

function pipelineText({code, details}: PipelineError): FailureText {
  const {problem, nextStep, stage, cell, field, received} = details;
  const place = [stage, cell].filter((part) => part !== undefined).join('/');
  const where = [place, field].filter((part) => part !== undefined && part !== '').join(', ');
  return {
    code,
    message: problem,
    next: nextStep,
    ...(where !== '' && {where}),
    ...(received !== undefined && {received: show(received)}),
  };
}

const show = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** The failure as lines: what, then one part a line. */
export function failureLines({code, message, ...parts}: FailureText): string[] {
  const labels = words.errorFields;
  const names = ['where', 'received', 'log', 'next'] as const;
  const present = names.flatMap((name) => {
    const text = parts[name];
    return text === undefined ? [] : [`  ${labels[name].padEnd(8)}  ${text}`];
  });
  return [words.errorHead(code, message), ...present];
}
