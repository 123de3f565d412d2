/** The error code of a failed system call, such as `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const NOT_WRITABLE = new Set(['EROFS', 'EACCES', 'EPERM']);

/** Why a write failed: no room, no right, or something else. */
export function writeFailure(error: unknown): 'full' | 'not writable' | 'other' {
  const code = systemCode(error) ?? '';
  if (FULL.has(code)) return 'full';
  return NOT_WRITABLE.has(code) ? 'not writable' : 'other';
}

/** Whether nothing is there, or a file where a folder should lead on. */
export function isAbsent(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** Returns for what is not there, and throws for all else: `readdir(folder).catch(ignoreAbsent)`. */
export function ignoreAbsent(error: unknown): undefined {
  if (!isAbsent(error)) throw error;
}

const LACKING = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Whether a file system lacks hard links, modes or times, when it refuses them for a file of our own. */
export const isLacking = (error: unknown): boolean => LACKING.has(systemCode(error) ?? '');

/** Passes over what a file system lacks, and throws for all else. */
export function ignoreLacking(error: unknown): void {
  if (!isLacking(error)) throw error;
}
