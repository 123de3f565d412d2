import {ExpectedError, isExpected, type Notice} from '../system/expected-error.ts';
import {PipelineError} from '../pipeline/errors.ts';
import {UnknownNameError} from '../system/known.ts';
import {exitCodes, type ExitCode} from './exit-codes.ts';
import {words} from './messages.ts';
import {originalDriverStack} from './start/driver-stack.ts';
import {explainSystemError} from './system-failure.ts';

/** An expected failure, in the parts that a person (or, as JSON, a program) needs. */
export interface FailureText extends Notice {
  /** The stage, cell or field. */
  readonly where?: string;
  /** What carried it out, where that was not this process. */
  readonly job?: string;
  readonly log?: string;
}

/** A failure that the command line itself tells. */
export class CliError extends ExpectedError {
  override readonly name = 'CliError';
}

/** What to say of an error, and how to exit; a bug keeps its stack. */
export function explainError(error: unknown): {text: FailureText; exitCode: ExitCode} {
  if (isExpected(error)) {
    const {code, message, received, next} = error;
    const isUsage = [CliError, PipelineError, UnknownNameError].some(
      (kind) => error instanceof kind,
    );
    const where = error instanceof PipelineError ? placeOf(error) : '';
    return {
      text: {code, message, received, next, ...(where !== '' && {where})},
      exitCode: isUsage ? exitCodes.usage : exitCodes.unavailable,
    };
  }
  const system = explainSystemError(error);
  if (system) return {text: system, exitCode: exitCodes.unavailable};
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = originalDriverStack(stack);
  return {text: {code: 'BUG', message, received: '', next: words.bug}, exitCode: exitCodes.bug};
}

function placeOf({stage, cell, field}: PipelineError): string {
  const place = [stage, cell].filter((part) => part !== undefined).join('/');
  return [place, field].filter((part) => part !== undefined && part !== '').join(', ');
}

/** The failure as lines: what, then one part a line. */
export function failureLines({code, message, ...parts}: FailureText): string[] {
  const labels = words.errorFields;
  const names = ['where', 'received', 'job', 'log', 'next'] as const;
  const present = names.flatMap((name) => {
    const text = parts[name];
    return text === undefined || text === '' ? [] : [`  ${labels[name].padEnd(8)}  ${text}`];
  });
  return [words.errorHead(code, message), ...present];
}
