import {removeOldScratch} from '../../pipeline/run/scratch.ts';
import {look} from '../../store/contents.ts';
import type {StoreNotice} from '../../store/errors.ts';
import {collectGarbage} from '../../store/gc.ts';
import {isRecord} from '../../store/archive.ts';
import type {OutputRecord} from '../../store/types.ts';
import {patientAccess} from '../../system/access.ts';
import {serverTime} from '../../system/server-time.ts';
import {exitCodes, type ExitCode} from '../exit-codes.ts';
import {formatDuration} from '../../system/duration.ts';
import {removeLeftReports} from '../left-reports.ts';
import {alignColumns, formatBytes} from '../format.ts';
import {words} from '../messages.ts';
import type {Session} from '../session.ts';

/** Removes what no clone needs, or only says what; each result with the price of having it again. */
export async function gcCommand({study, places, options, logger}: Session): Promise<ExitCode> {
  const {dryRun} = options;
  const keep = (output: OutputRecord) =>
    options.keep === 'all' || isRecord(output, study.bulk ?? []);
  const now = await timeOf(places.store);
  const report = await collectGarbage(places.store, {now, dryRun, keep});
  const {results, bytes, seconds, kept, clones} = report;
  const problems = [...report.problems];
  const problem = (notice: StoreNotice) => problems.push(notice);
  const scratch = await look(places.store, problem, () =>
    removeOldScratch(places.store, now, dryRun),
  );
  const reports = await look(places.allReports, problem, () =>
    removeLeftReports(places.allReports, now, dryRun),
  );
  for (const notice of problems) logger.notice(notice);
  const rows = results.map((result) => [
    result.node,
    formatBytes(result.bytes),
    result.seconds === undefined ? '?' : formatDuration(result.seconds),
  ]);
  logger.result({type: 'gc', dryRun, ...report, scratch, reports, problems: problems.length}, [
    ...(rows.length > 0 ? alignColumns([words.gcHead, ...rows]) : []),
    words.gcDone(!dryRun, results.length, bytes, seconds),
    words.gcKept(kept.results, kept.bytes, clones),
  ]);
  return problems.length === 0 ? exitCodes.ok : exitCodes.failed;
}

/** By the clock of its file server, which stamps what stands there; by our own where nothing can be written. */
const timeOf = (store: string): Promise<number> =>
  serverTime(store, patientAccess).catch(() => Date.now());
