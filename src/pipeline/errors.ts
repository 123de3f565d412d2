import {inspect} from 'node:util';

/** What can be wrong with a pipeline as it was declared or asked for; every code is stable. */
export type PipelineErrorCode =
  | 'PARAMETERS_INVALID'
  | 'PARAMETERS_NOT_JSON'
  | 'CELL_INVALID'
  | 'NODE_DUPLICATE'
  | 'INPUT_UNKNOWN'
  | 'ALIAS_DUPLICATE'
  | 'TARGET_UNKNOWN'
  | 'BODY_UNREADABLE'
  | 'IMPORT_COMPUTED'
  | 'READ_UNDECLARED'
  | 'PACKAGE_NOT_LOCKED'
  | 'LOCKFILE_UNREADABLE';

/** What a {@link PipelineError} says, in parts that a program can use. */
export interface PipelineErrorDetails {
  readonly code: PipelineErrorCode;
  /** What is wrong, as one sentence. */
  readonly problem: string;
  /** What the person does about it, as one sentence. */
  readonly nextStep: string;
  readonly stage?: string;
  readonly cell?: string;
  /** The parameter, input, file or target that is at fault. */
  readonly field?: string;
  readonly received?: unknown;
  /** For an unknown name: the known ones nearest to it, best first. */
  readonly suggestions?: readonly string[];
  readonly cause?: unknown;
}

/** An expected failure: a mistake in the declaration, in a stage's code or in what was asked for. */
export class PipelineError extends Error {
  override readonly name = 'PipelineError';
  readonly code: PipelineErrorCode;
  readonly details: PipelineErrorDetails;

  constructor(details: PipelineErrorDetails) {
    super(message(details), {cause: details.cause});
    this.code = details.code;
    this.details = details;
  }
}

function message({stage, cell, problem, nextStep, ...rest}: PipelineErrorDetails): string {
  const place = [stage, cell].filter((part) => part !== undefined).join('/');
  const received = 'received' in rest ? ` (received ${show(rest.received)})` : '';
  return `${place === '' ? '' : `${place}: `}${problem}${received}. ${nextStep}`;
}

/** A value in one short line, whatever it is. */
function show(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : inspect(value, {breakLength: Infinity});
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
