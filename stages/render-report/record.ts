import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join, relative, sep} from 'node:path';
import type {ArtifactKind} from '../../src/pipeline/artifact.ts';
import {isInside} from '../../src/store/paths.ts';

/** The files of a report by relative POSIX path, all of them text: `index.html`, `figures/…`. */
export type ReportFiles = ReadonlyMap<string, string>;

/** A rendered report: a folder that any static host, or a browser without one, can show. */
export const report: ArtifactKind<'report', ReportFiles> = {
  name: 'report',
  form: 'tree',
  read: async (path) => {
    const entries = await readdir(path, {recursive: true, withFileTypes: true});
    const files = entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    const names = files.map((file) => relative(path, file).split(sep).join('/'));
    if (!names.includes('index.html')) throw new Error(`No index.html in the report at ${path}.`);
    return new Map(names.map((name, index) => [name, texts[index] ?? '']));
  },
  write: async (path, files) => {
    for (const [name, text] of files) {
      if (!isInside(name)) throw new Error(`A report has no place for ${JSON.stringify(name)}.`);
      const file = join(path, name);
      await mkdir(dirname(file), {recursive: true});
      await writeFile(file, text);
    }
  },
};
