import {mkdirSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** The time by the clock that stamps the files in `folder`, which is made when it is not there [ns since 1970]. */
export function fileClock(folder: string): bigint {
  mkdirSync(folder, {recursive: true});
  const mark = join(folder, 'clock');
  writeFileSync(mark, '');
  return statSync(mark, {bigint: true}).mtimeNs;
}
