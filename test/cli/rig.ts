import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Readable} from 'node:stream';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import {onTestFinished} from 'vitest';

const fixture = fileURLToPath(new URL('fixtures/pipeline.ts', import.meta.url));

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

  /** `group`: whether it leads a process group, as a job of a terminal does. */
  start(
    args: readonly string[],
    {stdout = 'pipe', group = false}: {stdout?: 'pipe' | number; group?: boolean} = {},
  ): ChildProcess {
    return spawn(process.execPath, ['--import', 'tsx', this.#pipeline, ...args], {
      env: {
        ...process.env,
        THREE_FACTORS_STORE: this.store,
        TEST_REPORTS: this.reports,
        NO_COLOR: '1',
      },
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
