import {execa} from 'execa';
import {z} from 'zod';
import {ExpectedError} from '../../../system/expected-error.ts';
import type {Ask} from './ask.ts';

export type SlurmErrorCode =
  'SLURM_ABSENT' | 'SLURM_AWAY' | 'SLURM_LIMIT' | 'SLURM_REFUSED' | 'SLURM_UNCLEAR';

/** Slurm does not do what it was asked. */
export class SlurmError extends ExpectedError<SlurmErrorCode> {
  override readonly name = 'SlurmError';
}

/** What of a site's configuration limits arrays. */
export interface Limits {
  /** The most elements of one array. */
  readonly arraySize: number;
  /** Whether `sacct` remembers jobs that are over. */
  readonly accounting: boolean;
}

/** What the scheduler says of one element of an array. */
export interface ElementState {
  readonly job: string;
  readonly index: number;
  /** `RUNNING`, `PENDING`, … */
  readonly state: string;
  /** Why it waits. */
  readonly reason: string;
  /** Of the job: names the array that was submitted. */
  readonly name: string;
}

/** What is submitted. */
export interface Submission {
  readonly name: string;
  readonly elements: number;
  readonly ask: Ask;
  /** Where the output of element `%a` goes. */
  readonly output: string;
  readonly script: string;
}

/** `123_4`; elements that wait are listed one by one. */
const Line = z
  .string()
  .regex(/^\d+_\d+\|[A-Z_]+\|/)
  .transform((line): ElementState => {
    const [id = '', state = '', reason = '', ...name] = line.split('|');
    const [job = '', index] = id.split('_');
    return {job, index: Number(index), state, reason, name: name.join('|')};
  });

/** The programs of Slurm: few calls, each for all that is to be known. */
export class Slurm {
  readonly #environment: Readonly<Record<string, string>>;
  /** How often a program of Slurm was started. */
  calls = 0;

  /** `environment`: all that the programs see. */
  constructor(environment: Readonly<Record<string, string>>) {
    this.#environment = environment;
  }

  /** @throws SlurmError */
  async limits(): Promise<Limits> {
    const text = await this.#ask('scontrol', ['show', 'config']);
    const value = (name: string) => new RegExp(`^${name}\\s*=\\s*(\\S+)`, 'm').exec(text)?.[1];
    const arraySize =
      z.coerce
        .number()
        .int()
        .positive()
        .parse(value('MaxArraySize') ?? '1001') - 1;
    const storage = value('AccountingStorageType') ?? 'accounting_storage/none';
    return {arraySize: Math.max(1, arraySize), accounting: !/none|\(null\)/.test(storage)};
  }

  /**
   * Resolves to the number of the job.
   *
   * @throws SlurmError `SLURM_LIMIT` where more may be taken later, `SLURM_AWAY` where nobody answers,
   *   `SLURM_REFUSED` for what will never be taken
   */
  async submit({name, elements, ask, output, script}: Submission): Promise<string> {
    const flag = (option: string, value: string | undefined) =>
      value === undefined ? [] : [`--${option}=${value}`];
    const text = await this.#ask(
      'sbatch',
      [
        '--parsable',
        `--job-name=${name}`,
        `--array=0-${elements - 1}`,
        `--cpus-per-task=${ask.cpus}`,
        `--mem=${ask.memoryMB}M`,
        `--time=${ask.minutes}`,
        `--output=${output}`,
        '--open-mode=append',
        '--ntasks=1',
        '--requeue',
        ...flag('gres', ask.gres),
        ...flag('partition', ask.partition),
        ...flag('account', ask.account),
        ...ask.options,
      ],
      script,
    );
    // `123` or, with several clusters, `123;cluster`.
    const job = /^\d+/.exec(text)?.[0];
    if (job === undefined) throw unclear('sbatch', text);
    return job;
  }

  /** What is known of all elements of this user, those that ended some minutes ago too. */
  async queue(): Promise<readonly ElementState[]> {
    const format = ['--noheader', '--array', '--states=all', '--format=%i|%T|%r|%j'];
    return elementsIn(await this.#ask('squeue', ['--me', ...format]));
  }

  /** The same of jobs that are over, where there is accounting. */
  async history(jobs: readonly string[]): Promise<readonly ElementState[]> {
    const format = [
      '--noheader',
      '--parsable2',
      '--allocations',
      '--format=JobID,State,Reason,JobName',
    ];
    const text = await this.#ask('sacct', [...format, `--jobs=${jobs.join()}`]);
    // `CANCELLED by 1000`
    return elementsIn(text.replace(/\|CANCELLED by \d+\|/g, '|CANCELLED|'));
  }

  /** How many cores the nodes of a partition have; undefined where that cannot be told. */
  async cores(partition: string | undefined): Promise<number | undefined> {
    const of = partition === undefined ? [] : [`--partition=${partition}`];
    const text = await this.#ask('sinfo', ['--noheader', '--format=%C', ...of]).catch(() => '');
    // Allocated/idle/other/total, a line for each state or partition.
    const totals = text.split('\n').map((line) => Number(line.trim().split('/').at(3)));
    const most = Math.max(0, ...totals.filter(Number.isFinite));
    return most > 0 ? most : undefined;
  }

  async cancel(jobs: readonly string[]): Promise<void> {
    if (jobs.length > 0) await this.#ask('scancel', jobs);
  }

  async #ask(program: string, args: readonly string[], input = ''): Promise<string> {
    this.calls++;
    const environment = {...this.#environment, LC_ALL: 'C'};
    const result = await execa(program, args, {
      env: environment,
      extendEnv: false,
      input,
      reject: false,
      timeout: 120_000,
      maxBuffer: 2 ** 28,
    });
    if (!result.failed) return result.stdout.trim();
    if (result.code === 'ENOENT') throw absent(program);
    throw refusal(
      program,
      [result.stderr.trim(), result.shortMessage, program].find((text) => text !== '') ?? '',
    );
  }
}

/** Of each line that tells of an element; other jobs of this user are none. */
const elementsIn = (text: string): ElementState[] =>
  text.split('\n').flatMap((line) => {
    const parsed = Line.safeParse(line.trim());
    return parsed.success ? [parsed.data] : [];
  });

const AWAY =
  /Unable to contact slurm|Connection refused|Socket timed out|Zero Bytes were transmitted|Communication connection failure|temporarily unable|in standby|Transport endpoint|timed out/i;
const LIMIT =
  /AssocMaxSubmitJobLimit|QOSMaxSubmitJob|job submit limit|Job violates accounting\/QOS policy|MaxJobCount|too many jobs/i;

function refusal(program: string, said: string): SlurmError {
  if (LIMIT.test(said)) {
    const next =
      'Wait: more is submitted when some of it has ended. Or set `mostElements` in slurm.json.';
    return slurmError('SLURM_LIMIT', 'the site lets nothing more be submitted now', said, next);
  }
  if (AWAY.test(said)) {
    const next = 'Wait: it is asked again.';
    return slurmError('SLURM_AWAY', 'the controller of Slurm does not answer', said, next);
  }
  const next = 'Correct the --slurm options or slurm.json, then run again.';
  return slurmError('SLURM_REFUSED', `${program} refuses what it was asked`, said, next);
}

const absent = (program: string): SlurmError =>
  slurmError(
    'SLURM_ABSENT',
    'there is no Slurm on this machine',
    program,
    'Run where `sbatch` is found (PATH), a login node say, or without --executor slurm.',
  );

const unclear = (program: string, said: string): SlurmError =>
  slurmError(
    'SLURM_UNCLEAR',
    `${program} answers otherwise than expected`,
    said,
    'Look with squeue.',
  );

const slurmError = (
  code: SlurmErrorCode,
  message: string,
  received: string,
  next: string,
): SlurmError => new SlurmError({code, message, received: received.slice(0, 400), next});
