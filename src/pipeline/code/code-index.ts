import {readFileSync} from 'node:fs';
import path from 'node:path';
import {z} from 'zod';
import {replaceFile} from '../../system/atomic-file.ts';
import {FileStamp} from '../../system/stamps.ts';
import {Closure} from './installed.ts';

const Entry = z.object({
  bundle: z.string(),
  symbols: z.record(z.string(), z.string()),
  /** Packages that the bundle imports itself. */
  imports: z.array(z.string()),
  /** The hashes of the files that took part, by their name relative to the root. */
  files: z.record(z.string(), z.string()),
  /** The modules that were trusted when it was checked. */
  trusted: z.array(z.string()),
});
export type IndexEntry = z.output<typeof Entry>;

const Index = z.object({
  format: z.literal(2),
  /** What tells the hash of a file without reading it. */
  stamps: z.record(z.string(), FileStamp),
  entries: z.record(z.string(), Entry),
  /** What packages reach, by their names: several modules import the same. */
  closures: z.record(z.string(), Closure),
});
/** What is remembered of the modules bundled before, so that unchanged code is not even read again. */
export type CodeIndex = z.output<typeof Index>;

const fileName = 'index.json';

/** The index that stands in `folder`; one that is absent or cannot be understood is as good as empty. */
export function loadIndex(folder: string): CodeIndex {
  try {
    return Index.parse(JSON.parse(readFileSync(path.join(folder, fileName), 'utf8')));
  } catch {
    return {format: 2, stamps: {}, entries: {}, closures: {}};
  }
}

export const saveIndex = (folder: string, index: CodeIndex): void =>
  replaceFile(path.join(folder, fileName), JSON.stringify(index));
