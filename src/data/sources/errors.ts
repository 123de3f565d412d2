import {ExpectedError} from '../../system/expected-error.ts';

/** A file came whole, but is not the file that was published. */
export class WrongContentError extends ExpectedError<'DATA_WRONG_CONTENT'> {
  override readonly name = 'WrongContentError';

  constructor(file: string, expected: string, found: string) {
    super({
      code: 'DATA_WRONG_CONTENT',
      message: `${file} is not the published file: expected ${expected}, found ${found}`,
      received: file,
      next: 'Remove it; it is fetched anew, or put the published file in its place.',
    });
  }
}

/** A source does not have what was asked for, or cannot be reached. */
export class SourceError extends ExpectedError<'DATA_SOURCE_FAILED'> {
  override readonly name = 'SourceError';

  constructor(message: string, received = '') {
    const next = 'The next source is tried.';
    super({code: 'DATA_SOURCE_FAILED', message, received, next});
  }
}

/** One source that was tried, and why it did not do. */
export interface Attempt {
  readonly source: string;
  readonly reason: string;
}

/** No source could give the collection. */
export class DataUnavailableError extends ExpectedError<'DATA_UNAVAILABLE'> {
  override readonly name = 'DataUnavailableError';
  readonly attempts: readonly Attempt[];

  constructor(dataset: string, attempts: readonly Attempt[], next: string) {
    const tried = attempts.map(({source, reason}) => `\n  - ${source}: ${reason}`).join('');
    const message = `acquire-data: no source could give ${dataset}. Tried:${tried}`;
    super({code: 'DATA_UNAVAILABLE', message, received: dataset, next});
    this.attempts = attempts;
  }
}
