import {readdirSync} from 'node:fs';
import path from 'node:path';
import {z} from 'zod';
import type {Counts, RunOutcome} from '../events.ts';
import {replaceFile} from '../../system/atomic-file.ts';
import type {Json} from '../../system/json.ts';
import {ProcessIdentity, thisProcess} from '../../system/process-identity.ts';
import {remember} from '../remember.ts';
import {recall, sideFolder} from '../side-files.ts';

const Count = z.number().int().nonnegative();

/** What a run leaves behind, in `runs/<id>.json` of the store's folder. */
const RunRecord = z.object({
  format: z.literal(1),
  id: z.string(),
  /** ISO 8601. */
  startedAt: z.string(),
  seconds: z.number(),
  /** `running` stays when the driver was killed. */
  outcome: z.enum(['running', 'completed', 'failed', 'aborted']),
  targets: z.array(z.string()),
  jobs: z.number(),
  /** The driver. */
  process: ProcessIdentity.optional(),
  /** Facts of the machine and the commit, as they were handed in. */
  facts: z.record(z.string(), z.json()),
  counts: z.object({
    cached: Count,
    finished: Count,
    failed: Count,
    skipped: Count,
    cancelled: Count,
  }),
  /** What was executed, or could not be; what was cached is only counted. */
  nodes: z.array(
    z.object({
      node: z.string(),
      status: z.enum(['finished', 'failed', 'skipped']),
      key: z.string().optional(),
      reasons: z.array(z.string()),
      seconds: z.number(),
      attempts: z.number(),
      failure: z.string().optional(),
      /** What carried it out, where that was not the driver. */
      job: z.string().optional(),
    }),
  ),
});
export type RunRecord = z.output<typeof RunRecord>;
export type NodeRecord = RunRecord['nodes'][number];

/** What is known of a run when it starts. */
export interface RunHeader {
  readonly id: string;
  readonly startedAt: string;
  readonly targets: readonly string[];
  readonly jobs: number;
  readonly facts: Readonly<Record<string, Json>>;
}

export interface RunProgress {
  readonly outcome: RunOutcome | 'running';
  readonly seconds: number;
  readonly counts: Counts;
  readonly nodes: readonly NodeRecord[];
}

const RUNS = 'runs';

/** Tells whether the disk took it. */
export function saveRecord(storeFolder: string, header: RunHeader, state: RunProgress): boolean {
  const record = {format: 1, ...header, ...state, process: thisProcess()};
  return remember(() => {
    const file = path.join(sideFolder(storeFolder, RUNS), `${header.id}.json`);
    replaceFile(file, JSON.stringify(record));
  });
}

/** The records of past runs, the latest first; files that are no records are passed over. */
export function readRecords(storeFolder: string): readonly RunRecord[] {
  return listRecords(path.join(storeFolder, RUNS))
    .sort((a, b) => (a < b ? 1 : -1))
    .flatMap((file) => parse(file) ?? []);
}

function listRecords(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}

function parse(file: string): RunRecord | undefined {
  try {
    return RunRecord.parse(JSON.parse(recall(file) ?? ''));
  } catch {
    return undefined;
  }
}
