import {mkdirSync, renameSync, writeFileSync} from 'node:fs';
import path from 'node:path';

/** Puts a file in place whole: a reader sees the old content or the new, never a part. */
export function replaceFile(file: string, content: string): void {
  mkdirSync(path.dirname(file), {recursive: true});
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, content);
  renameSync(draft, file);
}
