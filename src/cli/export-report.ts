import {randomUUID} from 'node:crypto';
import {chmod, copyFile, mkdir, readdir, rename, rm} from 'node:fs/promises';
import {basename, dirname, join, relative} from 'node:path';
import type {OutputRecord, Store} from '../store/types.ts';
import {hashLocalFile} from '../system/file-hash.ts';
import {ignoreAbsent, systemCode} from '../system/system-error.ts';

/** How the last run went: stands in the folder of a report and is no part of it. */
export const RUN_PAGE = 'run.html';
/** The results that the report was made from; they stand there too and are no part of it. */
export const RESULTS = 'results.zip';
const BESIDE: readonly string[] = [RUN_PAGE, RESULTS];
/** What a reader opens. */
export const FIRST_PAGE = 'index.html';

/**
 * Puts a tree of the store into `folder`, in the place of what stood there, so that a reader finds the old one or
 * the new. One that is equal is left alone; tells whether it was not.
 *
 * @throws the system's error, when the folder cannot be written
 */
export async function exportTree(
  store: Store,
  output: OutputRecord,
  folder: string,
): Promise<boolean> {
  if (await isEqual(output, folder)) return false;
  try {
    await swapIn(store, output, folder);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    // A folder that is a mount point cannot be renamed, and what holds it may be another's.
    await replaceInside(store, output, folder);
  }
  return true;
}

/** Writes the tree beside the folder and gives it its name: there is never a part of it. */
async function swapIn(store: Store, output: OutputRecord, folder: string): Promise<void> {
  await mkdir(dirname(folder), {recursive: true});
  const beside = (what: string) =>
    join(dirname(folder), `.${basename(folder)}-${what}-${randomUUID()}`);
  const [fresh, stale] = [beside('new'), beside('old')];
  try {
    await copyTree(store, output, fresh);
    for (const name of BESIDE) {
      await copyFile(join(folder, name), join(fresh, name)).catch(ignoreAbsent);
    }
    await rename(folder, stale).catch(ignoreAbsent);
    try {
      await rename(fresh, folder);
    } catch (error) {
      await rename(stale, folder).catch(ignoreAbsent);
      throw error;
    }
  } finally {
    for (const path of [fresh, stale]) await rm(path, {recursive: true, force: true});
  }
}

/** Replaces file by file, the first page last. */
async function replaceInside(store: Store, output: OutputRecord, folder: string): Promise<void> {
  const fresh = join(folder, `.new-${randomUUID()}`);
  const wanted = output.files.map(({path}) => path);
  const lastPage = (path: string) => Number(path === FIRST_PAGE);
  try {
    await copyTree(store, output, fresh);
    for (const path of wanted.toSorted((a, b) => lastPage(a) - lastPage(b))) {
      await mkdir(dirname(join(folder, path)), {recursive: true});
      await rename(join(fresh, path), join(folder, path));
    }
    const keep = new Set([...wanted, ...BESIDE]);
    for (const path of await listFiles(folder)) if (!keep.has(path)) await rm(join(folder, path));
  } finally {
    await rm(fresh, {recursive: true, force: true});
  }
}

async function copyTree(store: Store, output: OutputRecord, target: string): Promise<void> {
  for (const file of output.files) {
    // Each by itself: a tree would want a folder for links to its files.
    const source = await store.checkout({...output, form: 'file', files: [file]}, '');
    const copy = join(target, file.path);
    await mkdir(dirname(copy), {recursive: true});
    await copyFile(source, copy);
    await chmod(copy, 0o644);
  }
}

/** Whether a folder holds this tree, and nothing else but what stands beside a report. */
export async function isEqual({files}: OutputRecord, folder: string): Promise<boolean> {
  const found = (await listFiles(folder)).filter((path) => !BESIDE.includes(path));
  const wanted = new Map(files.map((file) => [file.path, file]));
  if (found.length !== wanted.size) return false;
  for (const path of found) {
    const file = wanted.get(path);
    if (file === undefined) return false;
    if (file.sha256 !== (await hashLocalFile(join(folder, path), file.bytes)).sha256) return false;
  }
  return true;
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true}).catch(ignoreAbsent);
  return (entries ?? [])
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
