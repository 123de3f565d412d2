import {join} from 'node:path';
import type {Access} from './access.ts';
import {temporaryName} from './atomic-file.ts';

/** The time in a folder by the clock of its file server [ms since 1970]: that of a file made there for it. */
export async function serverTime(folder: string, access: Access): Promise<number> {
  const mark = join(folder, temporaryName());
  await access.create(mark, '', 0o664);
  try {
    return (await access.stat(mark))?.mtimeMs ?? -Infinity;
  } finally {
    await access.remove(mark);
  }
}
