import {readRecords, type RunRecord} from '../../pipeline/run/record.ts';
import {hasDiedHere} from '../../store/lease.ts';
import {exitCodes, type ExitCode} from '../exit-codes.ts';
import {alignColumns, formatSeconds} from '../format.ts';
import {words} from '../messages.ts';
import type {Session} from '../session.ts';

/** Past runs of this store, the latest first. */
export function historyCommand({places, logger}: Session): ExitCode {
  const records = readRecords(places.store).map((record) => ({
    ...record,
    outcome: wasKilled(record) ? ('killed' as const) : record.outcome,
  }));
  const rows = records.map(({id, outcome, seconds, counts, targets}) => [
    id,
    outcome,
    formatSeconds(seconds),
    words.counts(counts),
    targets.length > 3 ? `${targets.slice(0, 3).join(' ')} …` : targets.join(' '),
  ]);
  logger.result(
    {type: 'history', runs: records},
    rows.length > 0 ? alignColumns([words.historyHead, ...rows]) : [words.nothing],
  );
  return exitCodes.ok;
}

/** A run that was killed could not say so. Of one on another machine nobody knows here. */
const wasKilled = ({outcome, pid, facts: {host}}: RunRecord): boolean =>
  outcome === 'running' &&
  pid !== undefined &&
  typeof host === 'string' &&
  hasDiedHere({host, pid});
