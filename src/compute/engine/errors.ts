import {ExpectedError} from '../../system/expected-error.ts';

export type EngineErrorCode =
  | 'ENGINE_CHOICE'
  | 'ENGINE_DEVICE'
  | 'ENGINE_PLATFORM'
  | 'ENGINE_PREREQUISITE'
  | 'ENGINE_DISK_SPACE'
  | 'ENGINE_CACHE'
  | 'ENGINE_DOWNLOAD'
  | 'ENGINE_HASH'
  | 'ENGINE_ARCHIVE'
  | 'ENGINE_COMPILE'
  | 'ENGINE_NOT_SET_UP'
  | 'ENGINE_FOREIGN'
  | 'ENGINE_LOAD';

/** The engine cannot be set up or loaded. */
export class EngineError extends ExpectedError<EngineErrorCode> {
  override readonly name = 'EngineError';
}
