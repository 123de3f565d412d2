import {mkdirSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';
import {sha256 as digestOf} from '../../system/hash.ts';
import {isNotice} from '../../system/expected-error.ts';
import {isDiskFull, isTransient} from '../failure.ts';
import {isToWorker, type BundleFile, type FromWorker, type Task} from './messages.ts';
import {jobSignals} from './signals.ts';
import {originalStack} from './stack.ts';
import {watchDriver} from './watchdog.ts';

/** The process that runs bodies, one after the other: it stays warm, and ends with its driver. */
const send = (message: FromWorker): void => void process.send?.(message);

/** Progress is told no more often than this [ms]. */
const progressInterval = 100;

type FailedCode = Extract<FromWorker, {type: 'failed'}>['code'];
type Body = (context: object) => Promise<void>;
interface LoadedBody {
  readonly body: Body;
  readonly prepare: () => unknown;
}
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
const isBody = (value: unknown): value is Body => typeof value === 'function';
const isPrepare = (value: unknown): value is () => unknown => typeof value === 'function';

let stop: AbortController | undefined;
/** What was asked for last: a task waits until the worker is prepared. */
let last = Promise.resolve();

const [, , driver, shield] = process.argv;
// A batch system tells every process to stop; a body that is at work hears it from the driver, and has time then.
for (const signal of jobSignals) process.on(signal, () => undefined);
// While native code computes not even such a handler may run: this one takes its place.
if (shield !== '') createRequire(import.meta.url)(shield);
send({type: 'ready'});
process.on('disconnect', () => process.exit(0));
process.on('message', (message: unknown) => {
  if (!isToWorker(message)) return;
  if (message.type === 'stop') stop?.abort();
  else
    last = last.then(() => (message.type === 'run' ? run(message.task) : prepare(message.bundle)));
});
watchDriver(Number(driver));

/** Does beforehand what a body does first. What fails here fails again, and is told, when it runs. */
async function prepare(bundle: BundleFile): Promise<void> {
  try {
    await (await loadBody(bundle)).prepare();
  } catch {
    return;
  }
}

async function run(task: Task): Promise<void> {
  const fail = (code: FailedCode, error: unknown): void =>
    send({type: 'failed', code, transient: isTransient(error), ...describe(error, task)});
  const {signal} = (stop = new AbortController());
  let body: Body;
  try {
    ({body} = await loadBody(task.bundle));
  } catch (error) {
    fail('BODY_UNLOADABLE', error);
    return;
  }
  try {
    await body(contextOf(task, signal));
    send({type: 'done'});
  } catch (error) {
    const code = isDiskFull(error) ? 'DISK_FULL' : 'BODY_THREW';
    fail(signal.aborted ? 'STOPPED' : code, error);
  }
}

const bodies = new Map<string, LoadedBody>();

/** Imports a bundle, having made sure that it is the code that stands in the key. */
async function loadBody({file, sha256}: BundleFile): Promise<LoadedBody> {
  const loaded = bodies.get(sha256);
  if (loaded) return loaded;
  const found = digestOf(await readFile(file));
  if (found !== sha256) throw new Error(`${file} was altered: its SHA-256 is ${found}`);
  // The name is the hash that was just verified, so the key holds what is imported here.
  // eslint-disable-next-line no-restricted-syntax
  const module: unknown = await import(pathToFileURL(file).href);
  const {default: body, prepare: early} = isRecord(module) ? module : {};
  if (!isBody(body)) throw new TypeError('the module exports no body by default');
  const known = {body, prepare: isPrepare(early) ? early : () => undefined};
  bodies.set(sha256, known);
  return known;
}

function contextOf(task: Task, signal: AbortSignal): object {
  let told = -Infinity;
  const {parameters, inputs, outputs, seed, lineage, scratch} = task;
  return {
    parameters,
    inputs,
    outputs,
    seed,
    lineage,
    get scratch() {
      // Made for those who ask: on a disk, folders cost more than all else that is done for a small cell.
      mkdirSync(scratch, {recursive: true});
      return scratch;
    },
    signal,
    log: (message: string) => send({type: 'log', message}),
    progress(done: number, total: number, unit: string) {
      const now = performance.now();
      if (done < total && now - told < progressInterval) return;
      told = now;
      send({type: 'progress', done, total, unit});
    },
  };
}

function describe(error: unknown, {bundle}: Task) {
  if (!(error instanceof Error)) return {message: String(error), received: '', stack: ''};
  const stack = originalStack(error.stack ?? '', bundle.file);
  if (isNotice(error)) {
    const {code, message, received, next} = error;
    return {message: `${code}: ${message}`, received, next, stack};
  }
  return {message: `${error.name}: ${error.message}`, received: '', stack};
}
