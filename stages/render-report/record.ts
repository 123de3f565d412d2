import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join, relative, sep} from 'node:path';
import type {ArtifactKind} from '../../src/pipeline/artifact.ts';
import {isInside} from '../../src/store/paths.ts';

/** The files of a report by relative POSIX path, `index.html`, `figures/…`: texts, and bytes of what is packed. */
type ReportFiles = ReadonlyMap<string, string | Uint8Array>;

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
    const contents = await Promise.all(
      files.map((file) => (file.endsWith('.zip') ? readFile(file) : readFile(file, 'utf8'))),
    );
    const names = files.map((file) => relative(path, file).split(sep).join('/'));
    if (!names.includes('index.html')) throw new Error(`No index.html in the report at ${path}.`);
    return new Map(names.map((name, index) => [name, contents[index] ?? '']));
  },
  write: async (path, files) => {
    for (const [name, content] of files) {
      if (!isInside(name)) throw new Error(`A report has no place for ${JSON.stringify(name)}.`);
      const file = join(path, name);
      await mkdir(dirname(file), {recursive: true});
      await writeFile(file, content);
    }
  },
};
