import {readFileSync} from 'node:fs';
import {hostname, tmpdir} from 'node:os';
import {join, relative, sep} from 'node:path';
import {fileURLToPath} from 'node:url';
import {z} from 'zod';
import {signalShield} from '../compute/engine/shield.ts';
import {readCode} from '../pipeline/code/read-code.ts';
import type {WarningCode} from '../pipeline/events.ts';
import type {CellExecutor} from '../pipeline/executors/executor.ts';
import {arrays, group, type Ask} from '../pipeline/executors/slurm/ask.ts';
import {Slurm} from '../pipeline/executors/slurm/commands.ts';
import {SlurmSettings} from '../pipeline/executors/slurm/settings.ts';
import {SlurmExecutor} from '../pipeline/executors/slurm/slurm-executor.ts';
import type {ElementSetting} from '../pipeline/executors/slurm/spool.ts';
import type {PipelineNode} from '../pipeline/node.ts';
import type {Machine} from '../pipeline/run/capacity.ts';
import type {Store} from '../store/types.ts';
import {sha256} from '../system/hash.ts';
import {systemCode} from '../system/system-error.ts';
import {otherCodeFolders, workerEnvironment} from './environment.ts';
import {CliError} from './failure-text.ts';
import type {Session} from './session.ts';
import {slurmWords} from './slurm-words.ts';

/** Who stops a run may think better of it for so long [s]. */
const SECOND_THOUGHT = 5;

/** One run that sends its cells to Slurm. */
export class SlurmRun {
  readonly #session: Session;
  readonly #settings: SlurmSettings;
  readonly #slurm = new Slurm(slurmEnvironment());
  #leaves = false;

  /** @throws CliError `SLURM_NEEDS_SHARED_STORE` or `SLURM_FILE_INVALID` */
  constructor(session: Session) {
    this.#session = session;
    this.#settings = readSlurmSettings(session);
    if (session.places.sharedStore === undefined)
      throw new CliError({...slurmWords.needsSharedStore, received: '--executor slurm'});
  }

  /** Told that the run is to stop; what to say. Jobs outlive a driver that the system ends, not one that a person ends. */
  stop(how: 'SIGINT' | 'SIGTERM'): string {
    this.#leaves = how === 'SIGTERM';
    return this.#leaves ? slurmWords.leaving : slurmWords.stopping(SECOND_THOUGHT);
  }

  /** For forecasts: the cores of the cluster, of which others take their part. */
  async machine(): Promise<Machine> {
    const cpus = await this.#slurm.cores(this.#settings.partition);
    return {cpus: cpus ?? this.#session.jobs, memoryMB: 1e9, gpus: 1e4};
  }

  executor(
    store: Pick<Store, 'find' | 'share'>,
    warn: (code: WarningCode, message: string) => void,
  ): CellExecutor {
    const {study, places} = this.#session;
    // One clone goes on with the jobs that it has submitted, and no other.
    const clone = sha256(`${study.root}\0${places.store}`).slice(0, 12);
    const spool = join(places.sharedStore ?? '', 'slurm', clone);
    return new SlurmExecutor({
      slurm: this.#slurm,
      settings: this.#settings,
      spool,
      store,
      setting: () => this.#setting(spool),
      program: () => programFile(this.#session, elementModule),
      node: process.execPath,
      clock: Date.now,
      warn,
      leaves: () => this.#leaves,
      secondThoughtSeconds: SECOND_THOUGHT,
    });
  }

  /** @throws CliError `SLURM_CODE_NOT_SHARED` */
  async #setting(spool: string): Promise<ElementSetting> {
    const {study, options, places} = this.#session;
    return {
      root: study.root,
      sharedStore: places.sharedStore ?? '',
      worker: await programFile(this.#session, workerModule),
      environment: workerEnvironment(options),
      shield: await signalShield(),
      resume: join(spool, 'scratch'),
    };
  }
}

/** Jobs that ask for the same. */
export interface Jobs extends Ask {
  readonly cells: number;
  readonly jobs: number;
}

/** The jobs that cells would be, if all went out at one time. `seconds`: how long each is expected to take. */
export function jobsOf(
  cells: readonly {readonly node: PipelineNode; readonly seconds: number}[],
  settings: SlurmSettings,
): readonly Jobs[] {
  const waiting = cells.map(({node, seconds}) => ({
    order: {key: '', node: node.id, stage: node.stage.name, needs: {...node.resources, seconds}},
    raise: {memory: 1, time: 1},
  }));
  return arrays(group(waiting, settings), Number.MAX_SAFE_INTEGER).map((members) => ({
    ...members[0].ask,
    cells: members.reduce((sum, one) => sum + one.cells.length, 0),
    jobs: members.length,
  }));
}

/** What the file says, and what the command line says instead. */
export function readSlurmSettings({study, options}: Session): SlurmSettings {
  const {slurmFile, slurmPartition, slurmAccount, slurmOptions} = options;
  const file = slurmFile ?? join(study.root, 'slurm.json');
  const said = {
    ...(slurmPartition !== undefined && {partition: slurmPartition}),
    ...(slurmAccount !== undefined && {account: slurmAccount}),
  };
  try {
    const settings = SlurmSettings.parse({...readJson(file, slurmFile === undefined), ...said});
    const further = slurmOptions?.split(/\s+/).filter(Boolean) ?? [];
    return {...settings, options: [...settings.options, ...further]};
  } catch (error) {
    const isFault = error instanceof z.ZodError || error instanceof SyntaxError;
    if (!isFault && systemCode(error) === undefined) throw error;
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new CliError({...slurmWords.fileInvalid(reason), received: file});
  }
}

function readJson(file: string, mayBeAbsent: boolean): Readonly<Record<string, unknown>> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (mayBeAbsent && systemCode(error) === 'ENOENT') return {};
    throw error;
  }
}

/** A run that is itself a job does not hand on what that job was given. */
const slurmEnvironment = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || (/^SLURMD?_/.test(name) && name !== 'SLURM_CONF')
        ? []
        : [[name, value]],
    ),
  );

const workerModule = new URL('../pipeline/executors/worker.ts', import.meta.url);
const elementModule = new URL('slurm-element-process.ts', import.meta.url);

/** The bundle of a program that nodes run. */
async function programFile({study: {root}}: Session, module: URL): Promise<string> {
  const trusted = ['./', '../store/', '../system/'].map(
    (own) => `${relative(root, fileURLToPath(new URL(own, import.meta.url)))}/`,
  );
  const otherFolders = otherCodeFolders();
  const body = {stage: 'process', name: 'process', body: module, parts: {}};
  const code = await readCode([body], {root, trusted, otherCodeFolders: otherFolders});
  const file = code.get('process')?.file ?? '';
  if (file.startsWith(`${tmpdir()}${sep}`) && !root.startsWith(`${tmpdir()}${sep}`))
    throw new CliError({...slurmWords.codeNotShared, received: `${hostname()}:${file}`});
  return file;
}
