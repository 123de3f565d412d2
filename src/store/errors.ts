import {ExpectedError, type Notice} from '../system/expected-error.ts';

/** Everything that can go wrong with a store; stable, for programs and for searching. */
export type StoreErrorCode =
  /** A file of the store is missing, cut or altered; where it stood is a miss from now on. */
  | 'STORE_BLOB_LOST'
  | 'STORE_BLOB_DAMAGED'
  /** A manifest is not what this program writes: never followed, set aside. */
  | 'STORE_MANIFEST_INVALID'
  /** A manifest of another version of the program: for this one it is not there. */
  | 'STORE_FORMAT_OLDER'
  | 'STORE_FORMAT_NEWER'
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
  /** A link, a pipe, a folder or something of another device stands where none belongs. */
  | 'STORE_MISPLACED'
  /** Something in the store that the system does not let us look at. */
  | 'STORE_UNREADABLE'
  /** There is no folder where a store was looked for. */
  | 'STORE_ABSENT'
  /** The gc does not know what is needed. */
  | 'STORE_ROOT_INVALID'
  | 'STORE_NO_ROOTS'
  /** Something in an archive of published results is not what this program writes: a miss. */
  | 'STORE_PUBLISHED_INVALID'
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

export function publishedInvalid(received: string, fault: string): StoreError {
  return new StoreError({
    code: 'STORE_PUBLISHED_INVALID',
    message: `Something in the published results is not valid: ${fault}`,
    received,
    next: 'It is passed over, and made again when it is needed; --no-published leaves all of them out.',
  });
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

export function misplaced(path: string, reason: string): StoreError {
  return new StoreError({
    code: 'STORE_MISPLACED',
    message: `Something stands in the store that does not belong there: ${reason}.`,
    received: path,
    next: 'It was left alone, and so was what it leads to: remove it, or let --fsck set it aside.',
  });
}

export function unreadable(path: string, code: string): StoreError {
  return new StoreError({
    code: 'STORE_UNREADABLE',
    message: `A part of the store cannot be read (${code}).`,
    received: path,
    next: 'Until it can be, its stage runs again and nothing that it may need is removed. Ask its owner to let your group read it, or --fsck to set it aside.',
  });
}

export function otherFormat(
  code: 'STORE_FORMAT_OLDER' | 'STORE_FORMAT_NEWER',
  key: string,
): StoreError {
  const age = code === 'STORE_FORMAT_OLDER' ? 'an older' : 'a newer';
  return new StoreError({
    code,
    message: `A result was published by ${age} version of the program.`,
    received: key,
    next: 'Update the older clone, or give --store another folder.',
  });
}

export const isOtherFormat = (error: unknown): boolean =>
  error instanceof StoreError && error.code.startsWith('STORE_FORMAT_');

/** A stage made something that no manifest of this version can hold. */
export function unstorable(node: string, fault: string, cause?: unknown): StoreError {
  return new StoreError(
    {
      code: 'STORE_OUTPUT_INVALID',
      message: `What a stage made cannot be stored: ${fault}`,
      received: node,
      next: 'Let the body write fewer files, or shorter names.',
    },
    cause,
  );
}
