import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Readable} from 'node:stream';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import {onTestFinished} from 'vitest';

const fixture = fileURLToPath(new URL('fixtures/pipeline.ts', import.meta.url));

/** Found from wherever the program is started. */
const tsx = createRequire(import.meta.url).resolve('tsx');

/** How a command line is started. */
export interface Start {
  readonly stdout?: 'pipe' | number;
  /** Whether it leads a process group, as a job of a terminal does. */
  readonly group?: boolean;
  /** Variables beside those of this process; undefined ones are not set. */
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** The command that starts it, in another world for one. */
  readonly before?: readonly string[];
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The real command line on a pipeline, the fixture's for one, with a store and reports of its own. */
export class Cli {
  readonly folder = mkdtempSync(join(tmpdir(), 'cli-'));
  readonly reports = join(this.folder, 'reports');
  readonly store = join(this.folder, 'artifacts');

  readonly #pipeline: string;

  constructor(pipeline = fixture) {
    this.#pipeline = pipeline;
    onTestFinished(() => rmSync(this.folder, {recursive: true, force: true}));
  }

  start(
    args: readonly string[],
    {stdout = 'pipe', group = false, env = {}, cwd, before = []}: Start = {},
  ): ChildProcess {
    const [program, ...rest] = [...before, process.execPath, '--import', tsx, this.#pipeline];
    return spawn(program, [...rest, ...args], {
      env: {
        ...process.env,
        THREE_FACTORS_STORE: this.store,
        TEST_REPORTS: this.reports,
        NO_COLOR: '1',
        ...env,
      },
      cwd,
      stdio: ['ignore', stdout, 'pipe'],
      detached: group,
    });
  }

  run(...args: string[]): Promise<Ended> {
    return ended(this.start(args));
  }

  /** Runs with `--json`, and gives back the events. */
  async events(...args: string[]): Promise<Record<string, unknown>[]> {
    const {stdout} = await this.run(...args, '--json');
    return stdout.trim().split('\n').map(parseEvent);
  }
}

export async function ended(child: ChildProcess): Promise<Ended> {
  const read = (stream: Readable | null) => (stream ? text(stream) : '');
  const [out, err] = await Promise.all([
    read(child.stdout),
    read(child.stderr),
    once(child, 'close'),
  ]);
  return {code: child.exitCode, stdout: out, stderr: err};
}

export function parseEvent(line: string): Record<string, unknown> {
  const value: unknown = JSON.parse(line);
  if (typeof value !== 'object' || value === null) throw new Error(`No event: ${line}`);
  return {...value};
}
