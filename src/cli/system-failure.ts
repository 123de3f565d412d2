import {systemCode} from '../system/system-error.ts';
import type {FailureText} from './failure-text.ts';
import {systemFailures} from './system-words.ts';

const {diskFull, notPermitted, pathUnusable, diskFailed, machineExhausted} = systemFailures;

const textsByCode: Readonly<Record<string, (typeof systemFailures)[keyof typeof systemFailures]>> =
  {
    ENOSPC: diskFull,
    EDQUOT: diskFull,
    EFBIG: diskFull,
    EROFS: notPermitted,
    EACCES: notPermitted,
    EPERM: notPermitted,
    ENOTDIR: pathUnusable,
    EISDIR: pathUnusable,
    EEXIST: pathUnusable,
    ELOOP: pathUnusable,
    ENAMETOOLONG: pathUnusable,
    EIO: diskFailed,
    ESTALE: diskFailed,
    EBUSY: diskFailed,
    ENXIO: diskFailed,
    EMFILE: machineExhausted,
    ENFILE: machineExhausted,
    ENOMEM: machineExhausted,
    EAGAIN: machineExhausted,
  };

/** What to say of an error of the system that lies with the machine and not with this program. */
export function explainSystemError(error: unknown): FailureText | undefined {
  if (!(error instanceof Error)) return undefined;
  const text = 'syscall' in error ? textsByCode[systemCode(error) ?? ''] : undefined;
  // What was going on when it happened is the stack of a bug; what happened is in the system's message.
  return text === undefined ? explainSystemError(error.cause) : {...text, received: error.message};
}
