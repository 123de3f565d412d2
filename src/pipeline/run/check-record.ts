import {join} from 'node:path';
import {z} from 'zod';
import {remember} from '../remember.ts';
import {recall, sideFolder} from '../side-files.ts';
import {replaceFile} from '../../system/atomic-file.ts';

const CHECKS = 'checks';

/** The last check of a profile's results, in `checks/<profile>.json` of the store's folder. */
const CheckRecord = z.object({
  format: z.literal(1),
  /** ISO 8601. */
  at: z.string(),
  seconds: z.number(),
  /** The machine and the commit. */
  facts: z.record(z.string(), z.string()),
  /** What was asked for: a node or a share. */
  asked: z.string(),
  tolerance: z.number(),
  nodes: z.array(
    z.object({
      node: z.string(),
      outcome: z.enum(['agrees', 'rounding', 'differs', 'failed']),
      detail: z.string(),
    }),
  ),
});
export type CheckRecord = z.output<typeof CheckRecord>;

const fileOf = (storeFolder: string, profile: string) =>
  join(storeFolder, CHECKS, `${profile}.json`);

export function saveCheck(storeFolder: string, profile: string, record: CheckRecord): void {
  remember(() => {
    sideFolder(storeFolder, CHECKS);
    replaceFile(fileOf(storeFolder, profile), JSON.stringify(record));
  });
}

/** Undefined where none was made, or none can be read. */
export function readCheck(storeFolder: string, profile: string): CheckRecord | undefined {
  try {
    return CheckRecord.parse(JSON.parse(recall(fileOf(storeFolder, profile)) ?? ''));
  } catch {
    return undefined;
  }
}
