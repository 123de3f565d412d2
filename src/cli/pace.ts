import {execFile} from 'node:child_process';
import {readFileSync, statSync} from 'node:fs';
import {availableParallelism, cpus} from 'node:os';
import {join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {z} from 'zod';
import {cacheFolder} from '../compute/engine/cache.ts';
import {chosenDevice, environment} from '../compute/engine/identity.ts';
import {readCode} from '../pipeline/code/read-code.ts';
import type {PipelineNode} from '../pipeline/node.ts';
import {remember} from '../pipeline/remember.ts';
import {PLAIN, type Pace} from '../pipeline/run/durations.ts';
import {replaceFile} from '../system/atomic-file.ts';
import {digest} from '../system/canonical-json.ts';
import {otherCodeFolders, workerEnvironment} from './environment.ts';
import {words} from './messages.ts';
import type {Session} from './session.ts';

const Found = z.record(z.string(), z.number().positive());

/** Less declared work than this [s] is done before it could be foretold. */
const WORTH_TIMING = 60;
/** What was found so long ago [ms] may have been found beside other work. */
const LASTS = 24 * 3600 * 1000;
/** Timing that takes longer [ms] tells nothing. */
const PATIENCE = 60_000;
/** More processes at one time would load the machine no otherwise. */
const MOST_AT_ONCE = 16;

/** What was found before of this machine; a forecast may rest on it, no result does. */
export async function knownPace(session: Session): Promise<Pace> {
  const program = await programOf(session);
  return program ? read(program.known) : new Map();
}

/** What was found before of the kernels of `nodes`, and what is found now if it was not and there is much to do. */
export async function findPace(
  session: Session,
  nodes: readonly PipelineNode[],
  signal: AbortSignal,
): Promise<Pace> {
  const program = await programOf(session);
  if (!program) return new Map();
  const known = read(program.known);
  const wanted = new Set(nodes.map(({resources}) => resources.kernels ?? PLAIN));
  const missing = [...wanted].filter((name) => !known.has(name) || isOld(program.known));
  const work = nodes.reduce((sum, {resources}) => sum + resources.seconds, 0);
  if (missing.length === 0 || work < WORTH_TIMING) return known;
  const {logger} = session;
  try {
    logger.progress(words.timing);
    const pace = new Map([...known, ...(await time(session, program.file, missing, signal))]);
    remember(() => replaceFile(program.known, JSON.stringify(Object.fromEntries(pace))));
    return pace;
  } catch {
    // No result depends on it, and what a run is worth does not either.
    if (!signal.aborted) logger.remark(words.notTimed);
    return known;
  } finally {
    logger.progress('');
  }
}

/** The study's own program, and the file that remembers what it found on a machine like this. */
async function programOf({study, jobs}: Session) {
  const {root, trusted = [], calibration} = study;
  if (!calibration) return undefined;
  const own = relative(root, fileURLToPath(calibration));
  const code = await readCode(
    [{stage: 'calibration', name: 'calibration', body: calibration, parts: {}}],
    {
      root,
      // What it finds is in no key, so it may reach all that it times.
      trusted: [...trusted, own, 'src/'],
      otherCodeFolders: otherCodeFolders(),
    },
  );
  const found = code.get('calibration');
  if (!found) return undefined;
  const machine = {
    cpu: cpus().at(0)?.model ?? '',
    cores: availableParallelism(),
    jobs,
    engine: environment(),
    program: found.bundle,
  };
  return {file: found.file, known: join(cacheFolder(), 'pace', `${digest(machine)}.json`)};
}

/** As many processes as cells will run, since they slow each other down: the geometric mean of what they find. */
async function time(
  {jobs, options}: Session,
  file: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Pace> {
  // Processes share a GPU in ways that say nothing of cells.
  const most = chosenDevice() === 'gpu' ? 1 : MOST_AT_ONCE;
  const count = Math.min(jobs, availableParallelism(), most);
  const settings = {
    env: workerEnvironment(options),
    timeout: PATIENCE,
    killSignal: 'SIGKILL',
    signal,
  } as const;
  const readings = await Promise.all(
    Array.from({length: count}, async () => {
      const {stdout} = await promisify(execFile)(process.execPath, [file, ...names], settings);
      return Found.parse(JSON.parse(stdout));
    }),
  );
  return new Map(names.map((name) => [name, geometricMean(readings, name)]));
}

const geometricMean = (readings: readonly Readonly<Record<string, number>>[], name: string) =>
  Math.exp(readings.reduce((sum, {[name]: pace}) => sum + Math.log(pace), 0) / readings.length);

const isOld = (file: string): boolean => Date.now() - statSync(file).mtimeMs > LASTS;

/** What cannot be read was not found. */
function read(file: string): Map<string, number> {
  try {
    return new Map(Object.entries(Found.parse(JSON.parse(readFileSync(file, 'utf8')))));
  } catch {
    return new Map();
  }
}
