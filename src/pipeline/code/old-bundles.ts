import {readdirSync, rmSync, statSync, utimesSync} from 'node:fs';
import path from 'node:path';

/** How long a bundle is kept that no stage uses any more [ms]: a run that started before may load it. */
const keptMs = 7 * 24 * 3600 * 1000;

/** Marks the moment from which a bundle is no longer used: its age counts from then on. */
export function retireBundle(file: string, nowNs: bigint): void {
  const now = Number(nowNs / 1_000_000_000n);
  for (const each of [file, `${file}.map`]) {
    if (statSync(each, {throwIfNoEntry: false})) utimesSync(each, now, now);
  }
}

/** Removes bundles from `folder` that are not in `used` (hashes) and were retired long ago. */
export function removeOldBundles(folder: string, used: ReadonlySet<string>, nowNs: bigint): void {
  for (const name of readdirSync(folder)) {
    const hash = /^([0-9a-f]{64})\.mjs(?:\.map)?$/.exec(name)?.at(1);
    if (hash === undefined || used.has(hash)) continue;
    const file = path.join(folder, name);
    const stat = statSync(file, {throwIfNoEntry: false});
    if (stat && Number(nowNs / 1_000_000n) - stat.mtimeMs > keptMs) rmSync(file, {force: true});
  }
}
