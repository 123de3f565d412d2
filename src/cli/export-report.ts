import {randomUUID} from 'node:crypto';
import {chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, dirname, join, relative} from 'node:path';
import type {BriefManifest} from '../pipeline/plan.ts';
import type {OutputRecord, Store} from '../store/types.ts';
import {words} from './messages.ts';
import type {Session} from './session.ts';
import {hashFile} from '../system/file-hash.ts';
import {ignoreAbsent} from '../system/system-error.ts';

/** The name of the artifacts that are reports: trees with an `index.html`. */
const KIND = 'report';

/** How the last run went: stands in the folder of a report and is no part of it. */
export const RUN_PAGE = 'run.html';

/** What was found among the targets: how many reports, and whether one was written anew. */
export interface Written {
  readonly reports: number;
  readonly swapped: boolean;
}

/** Writes the report among what was asked for to its place and says where. */
export async function writeReports(
  {places, logger}: Session,
  store: Store,
  manifests: readonly BriefManifest[],
): Promise<Written> {
  const reports = manifests
    .flatMap(({outputs}) => Object.values(outputs))
    .filter(({kind, form}) => kind === KIND && form === 'tree');
  let swapped = false;
  for (const report of reports) {
    swapped = (await exportTree(store, report, places.reports)) || swapped;
    const path = join(places.reports, 'index.html');
    logger.result({type: 'report', at: Date.now(), path}, [words.report(relative('', path))]);
  }
  return {reports: reports.length, swapped};
}

/**
 * Puts a tree of the store into `folder`, in the place of what stood there: it is written beside it
 * and swapped in, so that a reader finds the old one or the new. One that is equal is left alone;
 * tells whether it was not.
 */
export async function exportTree(
  store: Store,
  output: OutputRecord,
  folder: string,
): Promise<boolean> {
  if (await isEqual(output, folder)) return false;
  await mkdir(dirname(folder), {recursive: true});
  const links = await mkdtemp(join(tmpdir(), 'report-'));
  const beside = (what: string) =>
    join(dirname(folder), `.${basename(folder)}-${what}-${randomUUID()}`);
  const [fresh, stale] = [beside('new'), beside('old')];
  try {
    const source = await store.checkout(output, links);
    for (const {path} of output.files) {
      const target = join(fresh, path);
      await mkdir(dirname(target), {recursive: true});
      await copyFile(join(source, path), target);
      await chmod(target, 0o644);
    }
    await copyFile(join(folder, RUN_PAGE), join(fresh, RUN_PAGE)).catch(ignoreAbsent);
    await rename(folder, stale).catch(ignoreAbsent);
    await rename(fresh, folder);
    return true;
  } finally {
    for (const path of [links, fresh, stale]) await rm(path, {recursive: true, force: true});
  }
}

async function isEqual({files}: OutputRecord, folder: string): Promise<boolean> {
  const found = (await listFiles(folder)).filter((path) => path !== RUN_PAGE);
  const wanted = new Map(files.map(({path, sha256}) => [path, sha256]));
  if (found.length !== wanted.size) return false;
  for (const path of found) {
    if (wanted.get(path) !== (await hashFile(join(folder, path))).sha256) return false;
  }
  return true;
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true}).catch(ignoreAbsent);
  return (entries ?? [])
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
