import {lstatSync} from 'node:fs';
import {readdir} from 'node:fs/promises';
import {join, relative, sep} from 'node:path';
import {StoreError} from './errors.ts';
import {treeHash} from './manifest-schema.ts';
import {isInside} from './paths.ts';
import type {FileRecord, OutputRecord, PendingOutput} from './types.ts';
import {hashLocalFile} from '../system/file-hash.ts';

/**
 * The record of an output that stands in a scratch folder: its files, sizes and hashes. Nothing is
 * moved, so it also serves to compare a repeated execution with what the store holds.
 *
 * @throws StoreError `STORE_OUTPUT_INVALID` for a missing output and for anything but regular files
 *   and folders with plain names: a link could carry any file of the machine into a shared store.
 */
export async function describeOutput({kind, form, path}: PendingOutput): Promise<OutputRecord> {
  const paths = form === 'file' ? [''] : await listFiles(path);
  const files: FileRecord[] = [];
  for (const inner of paths) files.push(await describeFile(path, inner));
  const single = form === 'file' ? files.at(0) : undefined;
  return {
    kind,
    form,
    sha256: single?.sha256 ?? treeHash(files),
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    files,
  };
}

async function describeFile(folder: string, path: string): Promise<FileRecord> {
  const absolute = path === '' ? folder : join(folder, path);
  const stats = lstatSync(absolute, {throwIfNoEntry: false});
  if (stats === undefined) throw invalid('A stage did not write an output', absolute);
  if (!stats.isFile())
    throw invalid('A stage wrote something that is not a regular file', absolute);
  return {path, ...(await hashLocalFile(absolute, stats.size))};
}

/** Every file of a tree as a relative POSIX path, in the order of their code units. */
async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {withFileTypes: true, recursive: true}).catch(
    (error: unknown) => {
      throw invalid('A stage did not write an output', folder, error);
    },
  );
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
  const odd = paths.find((path) => !isInside(path));
  if (odd !== undefined) throw invalid('A stage gave a file a name that cannot be stored', odd);
  return paths.sort((a, b) => (a < b ? -1 : 1));
}

function invalid(message: string, received: string, cause?: unknown): StoreError {
  return new StoreError(
    {
      code: 'STORE_OUTPUT_INVALID',
      message: `${message}.`,
      received,
      next: 'Correct the body of the stage; outputs are regular files at the paths it was given.',
    },
    cause,
  );
}
