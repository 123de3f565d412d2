import {execFile} from 'node:child_process';
import {statSync} from 'node:fs';
import {setTimeout} from 'node:timers/promises';
import {promisify} from 'node:util';
import {placeAt} from '../system/folder.ts';
import {CliError} from './failure-text.ts';
import {words} from './messages.ts';

/** How long a disk or a file server may take to answer [s]. */
const PATIENCE = 10;

/** What a person named, with an option or a variable. A shared store may be away: it is not asked here. */
export interface NamedPaths {
  readonly store?: string | undefined;
  readonly dataDir?: string | undefined;
  readonly checkVerdicts?: string | undefined;
}

/**
 * Makes sure, before anything is begun, that what was named answers and is of the right kind.
 *
 * @throws CliError `PATH_HANGS`, `DATA_DIR_ABSENT` or `VERDICTS_UNREADABLE`
 */
export async function checkPaths(
  {store, dataDir, checkVerdicts}: NamedPaths,
  patience = PATIENCE,
): Promise<void> {
  const named = [store, dataDir, checkVerdicts].filter((path) => path !== undefined);
  const hanging = await Promise.all(named.map((path) => isHanging(path, patience)));
  const received = named.filter((_, index) => hanging[index]).join(', ');
  if (received !== '') throw new CliError({...words.pathHangs(patience), received});
  if (dataDir !== undefined && placeAt(dataDir) !== 'folder')
    throw new CliError({...words.dataDirAbsent, received: dataDir});
  if (
    checkVerdicts !== undefined &&
    statSync(checkVerdicts, {throwIfNoEntry: false})?.isFile() === false
  )
    throw new CliError({...words.verdictsUnread(words.notAFile), received: checkVerdicts});
}

/** Asks in a process of its own: who waits for a file server that is away can do nothing else, nor be killed. */
async function isHanging(path: string, patience: number): Promise<boolean> {
  const patient = new AbortController();
  const asked = promisify(execFile)('stat', ['-L', '--', path], {
    killSignal: 'SIGKILL',
    signal: patient.signal,
  }).then(
    () => false,
    () => false,
  );
  const late = setTimeout(1000 * patience, true, {signal: patient.signal}).catch(() => false);
  const hangs = await Promise.race([asked, late]);
  patient.abort();
  return hangs;
}
