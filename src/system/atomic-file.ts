import {randomUUID} from 'node:crypto';
import {mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

const TEMPORARY = '.tmp-';

/** A name for a file that is not complete yet. Random: processes of two containers may have one number. */
export const temporaryName = () => `${TEMPORARY}${randomUUID()}`;
export const isTemporary = (name: string) => name.startsWith(TEMPORARY);

/** Puts a file in place whole: a reader sees the old content or the new, never a part. */
export function replaceFile(file: string, content: string | Uint8Array): void {
  const folder = dirname(file);
  mkdirSync(folder, {recursive: true});
  const draft = join(folder, temporaryName());
  try {
    writeFileSync(draft, content, {flag: 'wx'});
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, {force: true});
    throw error;
  }
}
