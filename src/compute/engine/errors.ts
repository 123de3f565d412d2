export type EngineErrorCode =
  | 'engine-platform'
  | 'engine-prerequisite'
  | 'engine-disk-space'
  | 'engine-download'
  | 'engine-archive'
  | 'engine-compile'
  | 'engine-not-set-up'
  | 'engine-load';

/** The engine cannot be set up or loaded. `remedy` is what the user does next, a command where one helps. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: EngineErrorCode;
  readonly remedy: string;

  constructor(code: EngineErrorCode, message: string, remedy: string, cause?: unknown) {
    super(message, {cause});
    this.code = code;
    this.remedy = remedy;
  }
}
