import {ExpectedError, type Notice} from '../system/expected-error.ts';

/** Everything that can go wrong with a store; stable, for programs and for searching. */
export type StoreErrorCode =
  /** A file of the store is missing, cut or altered; where it stood is a miss from now on. */
  | 'STORE_BLOB_LOST'
  | 'STORE_BLOB_DAMAGED'
  /** A manifest is not what this program writes: never followed, set aside. */
  | 'STORE_MANIFEST_INVALID'
  /** A stage left something else than regular files with plain names. */
  | 'STORE_OUTPUT_INVALID'
  /** The key is not the hash of its preimage: a bug of the caller. */
  | 'STORE_KEY_MISMATCH'
  | 'STORE_FULL'
  | 'STORE_NOT_WRITABLE'
  /** A file stands where the folder of a store should, or on the way to it. */
  | 'STORE_NOT_A_FOLDER'
  /** Equal keys gave different bytes: both are kept, the first is used. */
  | 'STORE_VARIANT'
  /** Something in the store that is neither a blob nor a manifest. */
  | 'STORE_STRAY'
  /** There is no folder where a store was looked for. */
  | 'STORE_ABSENT'
  /** The gc does not know what is needed. */
  | 'STORE_ROOT_INVALID'
  | 'STORE_NO_ROOTS'
  | 'STORE_SHARED_DOWN'
  | 'STORE_SHARED_FULL'
  | 'STORE_SHARED_READ_ONLY'
  | 'STORE_SHARED_SLOW';

export type StoreNotice = Notice<StoreErrorCode>;

/** Something expected that stops an operation of the store. */
export class StoreError extends ExpectedError<StoreErrorCode> {
  override readonly name = 'StoreError';
}

export function absentStore(root: string): StoreError {
  return new StoreError({
    code: 'STORE_ABSENT',
    message: 'There is no store here.',
    received: root,
    next: 'Give --store the folder of one; the first run makes it.',
  });
}

export function damagedBlob(path: string): StoreError {
  return new StoreError({
    code: 'STORE_BLOB_DAMAGED',
    message: 'A stored file is cut or altered: its bytes do not have the hash that is its name.',
    received: path,
    next: 'It is set aside in quarantine/ and made again when it is needed.',
  });
}

export function lostBlob(sha256: string): StoreError {
  return new StoreError({
    code: 'STORE_BLOB_LOST',
    message: 'A stored file is missing.',
    received: sha256,
    next: 'Its stage runs again.',
  });
}

export function invalidManifest(key: string, fault: string, cause?: unknown): StoreError {
  return new StoreError(
    {
      code: 'STORE_MANIFEST_INVALID',
      message: `A manifest is not valid: ${fault}.`,
      received: key,
      next: 'It is set aside in quarantine/ and its stage runs again.',
    },
    cause,
  );
}

/** Something damaged stands where we must write, and it cannot be moved. */
export function stuck(path: string): StoreError {
  return new StoreError({
    code: 'STORE_NOT_WRITABLE',
    message: 'Something damaged stands in the store and cannot be moved away.',
    received: path,
    next: 'Remove it, or give --store a folder that you own.',
  });
}

export function full(received: string, cause: unknown): StoreError {
  return new StoreError(
    {
      code: 'STORE_FULL',
      message: 'The disk of the store is full.',
      received,
      next: 'Free space (--gc --dry-run shows what nobody needs), then run again: it goes on where it was.',
    },
    cause,
  );
}

export function notWritable(received: string, cause: unknown): StoreError {
  return new StoreError(
    {
      code: 'STORE_NOT_WRITABLE',
      message: 'The store cannot be written.',
      received,
      next: 'Give --store a folder that you own.',
    },
    cause,
  );
}

export function notAFolder(root: string): StoreError {
  return new StoreError({
    code: 'STORE_NOT_A_FOLDER',
    message: 'A store is a folder, and something else stands here.',
    received: root,
    next: 'Give --store the path of a folder; it is made when it is not there.',
  });
}

export function keyMismatch(key: string): StoreError {
  return new StoreError({
    code: 'STORE_KEY_MISMATCH',
    message: 'A key is not the hash of its preimage.',
    received: key,
    next: 'This is a bug of the program; please report it.',
  });
}

export function variant(key: string): StoreError {
  return new StoreError({
    code: 'STORE_VARIANT',
    message: 'Two executions of one key made different bytes; both are kept, the first is used.',
    received: key,
    next: 'Its stage is not reproducible between these machines; --compare shows by how much.',
  });
}

export function strayFile(path: string): StoreError {
  return new StoreError({
    code: 'STORE_STRAY',
    message: 'Something that this program did not write stands in the store.',
    received: path,
    next: 'It is set aside in quarantine/; take it back from there if it is yours.',
  });
}
