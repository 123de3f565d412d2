import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {RunResult} from '../pipeline/run/run.ts';
import {isRecord} from '../store/archive.ts';
import type {Manifest, Store} from '../store/types.ts';
import {ZipReader} from '../store/zip-reader.ts';
import {replaceFile} from '../system/atomic-file.ts';
import {ignoreAbsent, systemCode} from '../system/system-error.ts';
import {RESULTS} from './export-report.ts';
import {resultWords} from './result-words.ts';
import type {Session} from './session.ts';

/**
 * Writes the results that a report was made from beside it, as far as there are any, unless they stand there.
 * What cannot be written is said.
 */
export async function writeResults(
  session: Session,
  store: Store,
  run: Pick<RunResult, 'manifests' | 'counts'>,
  folder: string,
): Promise<void> {
  try {
    await write(session, store, run, join(folder, RESULTS));
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    session.logger.remark(resultWords.resultsKept(code));
  }
}

async function write(
  {study, logger}: Session,
  store: Store,
  {manifests, counts}: Pick<RunResult, 'manifests' | 'counts'>,
  file: string,
): Promise<void> {
  const nodes = nodeOfKeys(manifests);
  if (counts.finished === 0 && holdsJust(file, nodes)) return;
  const {bulk = []} = study;
  const found: Manifest[] = [];
  for (const [key, node] of nodes) {
    const manifest = await store.known(key);
    if (manifest) found.push({...manifest, node});
  }
  const {packResults} = await import('../store/published-results.ts');
  const bytes = await packResults(found, {
    includes: (output) => isRecord(output, bulk),
    read: (blob) => store.read(blob),
  });
  if (bytes === undefined) logger.remark(resultWords.resultsTooMany);
  else if (!(await readFile(file).catch(ignoreAbsent))?.equals(bytes)) replaceFile(file, bytes);
}

/** By key, in order; of nodes that share one, the first by name, so that it does not tell which of them ran. */
function nodeOfKeys(manifests: RunResult['manifests']): ReadonlyMap<string, string> {
  const nodes = new Map<string, string>();
  for (const [node, {key}] of manifests) {
    const known = nodes.get(key);
    if (known === undefined || node < known) nodes.set(key, node);
  }
  return new Map([...nodes].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether an archive holds the results of these keys and no others. */
function holdsJust(file: string, keys: ReadonlyMap<string, string>): boolean {
  let zip: ZipReader | undefined;
  try {
    zip = new ZipReader(file);
    const held = [...zip.names].filter((name) => name.startsWith('ac/'));
    return held.length === keys.size && held.every((name) => keys.has(name.slice(-64)));
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return false;
  } finally {
    zip?.close();
  }
}
