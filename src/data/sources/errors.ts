import type {DatasetName} from '../dataset.ts';

/** A file came whole, but is not the file that was published. */
export class WrongContentError extends Error {
  readonly code = 'DATA_WRONG_CONTENT';
  override readonly name = 'WrongContentError';

  constructor(file: string, expected: string, found: string) {
    super(`${file} is not the published file: expected ${expected}, found ${found}`);
  }
}

/** A source does not have what was asked for, or cannot be reached. */
export class SourceError extends Error {
  readonly code = 'DATA_SOURCE_FAILED';
  override readonly name = 'SourceError';
}

/** One source that was tried, and why it did not do. */
export interface Attempt {
  readonly source: string;
  readonly reason: string;
}

/** No source could give the collection. */
export class DataUnavailableError extends Error {
  readonly code = 'DATA_UNAVAILABLE';
  override readonly name = 'DataUnavailableError';

  readonly dataset: DatasetName;
  readonly attempts: readonly Attempt[];
  /** What the person does about it. */
  readonly nextStep: string;

  constructor(dataset: DatasetName, attempts: readonly Attempt[], nextStep: string) {
    const tried = attempts.map(({source, reason}) => `\n  - ${source}: ${reason}`).join('');
    super(`acquire-data: no source could give ${dataset}. Tried:${tried}\n${nextStep}`);
    this.dataset = dataset;
    this.attempts = attempts;
    this.nextStep = nextStep;
  }
}
