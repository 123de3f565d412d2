import {closeSync, constants, fchmodSync, fsync, futimesSync, openSync} from 'node:fs';
import {open, type FileHandle} from 'node:fs/promises';
import {promisify} from 'node:util';
import {ignoreLacking} from './system-error.ts';

/** What a file carries when it is complete, whatever the umask and the time. */
export interface Finish {
  readonly mode: number;
  /** Time of last change. */
  readonly mtime: Date;
}

/** Ends the writing of a file; it is on disk when this returns. */
export async function finishHandle(handle: FileHandle, {mode, mtime}: Finish): Promise<void> {
  await handle.chmod(mode).catch(ignoreLacking);
  await handle.utimes(mtime, mtime).catch(ignoreLacking);
  await handle.sync();
}

/** {@link finishHandle} of a file that was just written on a local disk; only the disk itself is waited for. */
export async function finishWritten(path: string, {mode, mtime}: Finish): Promise<void> {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    unlessLacking(() => fchmodSync(descriptor, mode));
    unlessLacking(() => futimesSync(descriptor, mtime, mtime));
    await promisify(fsync)(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Writes a new file and ends it. */
export async function writeLasting(target: string, text: string, finish: Finish): Promise<void> {
  const output = await open(target, 'wx');
  try {
    await output.writeFile(text);
    await finishHandle(output, finish);
  } finally {
    await output.close();
  }
}

function unlessLacking(call: () => void): void {
  try {
    call();
  } catch (error) {
    ignoreLacking(error);
  }
}
