import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {engineFacts} from '../../compute/engine/facts.ts';
import {findCodeFolder} from '../../pipeline/code/code-folder.ts';
import {InstalledPackages} from '../../pipeline/code/installed.ts';
import {hashesNow} from '../../pipeline/code/package-folders.ts';
import {PipelineError} from '../../pipeline/errors.ts';
import {freeBytes, assertWritable, mayWrite} from '../../system/folder.ts';
import {systemCode} from '../../system/system-error.ts';
import {otherCodeFolders, readFacts, type Places} from '../environment.ts';
import {exitCodes, type ExitCode} from '../exit-codes.ts';
import {alignColumns, formatBytes} from '../format.ts';
import {words} from '../messages.ts';
import type {Session} from '../session.ts';

/** A store with less room than this [bytes] will not hold a run. */
const ROOM = 2e9;

/** What this machine has, what is wrong, and what to do about it. */
export async function doctorCommand({study, places, logger, jobs}: Session): Promise<ExitCode> {
  const [engine, facts] = await Promise.all([engineFacts(), readFacts(study.root)]);
  const [storeFree, storeProblems] = await lookAtStore(places.store);
  const problems = [
    ...engine.problems,
    ...storeProblems,
    ...lookAtProject(places),
    ...(await lookAtShared(places.sharedStore)),
    ...lookAtPackages(study.root),
  ];
  const rows: [string, string][] = [
    ['engine', engine.ready ? `${words.ready} (${engine.folder})` : words.notReady],
    ['TensorFlow', engine.tensorflow],
    ['device', engine.device],
    ['threads', words.threads(jobs, engine.cores)],
    ['instructions', words.isa(engine.isa, engine.isaChoice)],
    ['CPU', facts.cpu],
    ['CPU features', engine.cpuFeatures.join(' ')],
    ['Node', process.version],
    ['commit', facts.commit ?? '-'],
    ['cache', `${engine.cacheFolder} (${formatBytes(engine.freeBytes)} free)`],
    ['store', `${places.store} (${formatBytes(storeFree)} free)`],
    ['shared store', places.sharedStore ?? '-'],
  ];
  logger.result(
    {
      type: 'doctor',
      ...facts,
      engine: {...engine},
      store: {folder: places.store, free: storeFree},
      problems,
    },
    [
      ...alignColumns(rows),
      ...(problems.length > 0 ? problems.map(words.doctorProblem) : [words.doctorWell]),
    ],
  );
  return problems.length === 0 ? exitCodes.ok : exitCodes.unavailable;
}

async function lookAtStore(folder: string): Promise<[free: number, problems: string[]]> {
  try {
    assertWritable(folder);
    const free = await freeBytes(folder);
    return [free, free < ROOM ? [words.diskLow(folder, free)] : []];
  } catch (error) {
    return [0, [words.storeNotWritable(folder, systemCode(error) ?? String(error))]];
  }
}

/** Whether node_modules is what the lockfile says; else a run is refused. */
function lookAtPackages(root: string): string[] {
  try {
    new InstalledPackages(root, hashesNow(root)).check();
    return [];
  } catch (error) {
    if (error instanceof PipelineError) return [words.doctorError(error)];
    throw error;
  }
}

/** Where the report is put, and where code is kept that is ready to run. */
function lookAtProject({root, reports}: Places): string[] {
  const code = findCodeFolder(root, otherCodeFolders());
  return [
    ...(mayWrite(reports) ? [] : [words.reportsNotWritable(reports)]),
    ...(mayWrite(code) ? [] : [words.codeNotWritable(code)]),
  ];
}

/** In a process of its own, since a file server may hang. */
async function lookAtShared(folder: string | undefined): Promise<string[]> {
  if (folder === undefined) return [];
  try {
    await promisify(execFile)('test', ['-d', folder], {timeout: 10_000, killSignal: 'SIGKILL'});
    return [];
  } catch {
    return [words.sharedAbsent(folder)];
  }
}
