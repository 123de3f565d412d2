import {ExpectedError, show} from '../system/expected-error.ts';

/** What can be wrong with a pipeline as it was declared or asked for; every code is stable. */
export type PipelineErrorCode =
  | 'PARAMETERS_INVALID'
  | 'PARAMETERS_NOT_JSON'
  | 'CELL_INVALID'
  | 'NODE_DUPLICATE'
  | 'INPUT_UNKNOWN'
  | 'PROBE_UNKNOWN'
  | 'ALIAS_DUPLICATE'
  | 'TARGET_UNKNOWN'
  | 'BODY_UNREADABLE'
  | 'IMPORT_COMPUTED'
  | 'READ_UNDECLARED'
  | 'PACKAGE_NOT_LOCKED'
  | 'PACKAGE_NOT_AS_LOCKED'
  | 'LOCKFILE_UNREADABLE';

/** Where in a pipeline something is wrong. */
export interface PipelinePlace {
  readonly stage?: string;
  readonly cell?: string;
  /** The parameter, input, file or target that is at fault. */
  readonly field?: string;
}

/** What a {@link PipelineError} says, in parts that a program can use. */
export interface PipelineErrorDetails extends PipelinePlace {
  readonly code: PipelineErrorCode;
  /** What is wrong, as one sentence. */
  readonly message: string;
  /** What the person does about it, as one sentence. */
  readonly next: string;
  readonly received?: unknown;
  /** For an unknown name: the known ones nearest to it, best first. */
  readonly suggestions?: readonly string[];
  readonly cause?: unknown;
}

/** An expected failure: a mistake in the declaration, in a stage's code or in what was asked for. */
export class PipelineError extends ExpectedError<PipelineErrorCode> implements PipelinePlace {
  override readonly name = 'PipelineError';
  readonly stage?: string;
  readonly cell?: string;
  readonly field?: string;
  readonly suggestions: readonly string[];

  constructor(details: PipelineErrorDetails) {
    const {code, message, next, received, stage, cell, field, suggestions = [], cause} = details;
    super({code, message, received: show(received), next}, cause);
    if (stage !== undefined) this.stage = stage;
    if (cell !== undefined) this.cell = cell;
    if (field !== undefined) this.field = field;
    this.suggestions = suggestions;
  }
}
