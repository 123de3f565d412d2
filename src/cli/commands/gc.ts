import {removeOldScratch} from '../../pipeline/run/scratch.ts';
import {collectGarbage} from '../../store/gc.ts';
import {exitCodes, type ExitCode} from '../exit-codes.ts';
import {formatDuration} from '../../system/duration.ts';
import {alignColumns, formatBytes} from '../format.ts';
import {words} from '../messages.ts';
import type {Session} from '../session.ts';

/** Removes what no clone needs, or only says what; each result with the price of having it again. */
export async function gcCommand({places, options, logger}: Session): Promise<ExitCode> {
  const {dryRun} = options;
  const report = await collectGarbage(places.store, {now: Date.now(), dryRun});
  const scratch = await removeOldScratch(places.store, Date.now(), dryRun);
  const {results, bytes, seconds, kept, clones} = report;
  const rows = results.map((result) => [
    result.node,
    formatBytes(result.bytes),
    result.seconds === undefined ? '?' : formatDuration(result.seconds),
  ]);
  logger.result({type: 'gc', dryRun, ...report, scratch}, [
    ...(rows.length > 0 ? alignColumns([words.gcHead, ...rows]) : []),
    words.gcDone(!dryRun, results.length, bytes, seconds),
    words.gcKept(kept.results, kept.bytes, clones),
  ]);
  return exitCodes.ok;
}
