import {readRecords, type RunRecord} from '../../pipeline/run/record.ts';
import {exitCodes, type ExitCode} from '../exit-codes.ts';
import {formatDuration} from '../../system/duration.ts';
import {alignColumns} from '../format.ts';
import {words} from '../messages.ts';
import {slurmWords} from '../slurm-words.ts';
import type {Session} from '../session.ts';
import {hasDied} from '../../system/process-identity.ts';

/** Past runs of this store, the latest first. */
export function historyCommand({places, logger}: Session): ExitCode {
  const records = readRecords(places.store).map((record) => ({
    ...record,
    outcome: wasKilled(record) ? ('killed' as const) : record.outcome,
  }));
  const rows = records.map(({id, outcome, seconds, counts, targets, nodes}) => [
    id,
    outcome,
    formatDuration(seconds),
    words.counts(counts),
    targets.length > 3 ? `${targets.slice(0, 3).join(' ')} …` : targets.join(' '),
    slurmWords.jobsOf(jobsOf(nodes)),
  ]);
  logger.result(
    {type: 'history', runs: records},
    rows.length > 0 ? alignColumns([words.historyHead, ...rows]) : [words.nothing],
  );
  return exitCodes.ok;
}

/** The jobs of a batch system that carried out these: the arrays, without their elements. */
const jobsOf = (nodes: RunRecord['nodes']): readonly string[] => [
  ...new Set(nodes.flatMap(({job}) => job?.split('_', 1) ?? [])),
];

/** A run that was killed could not say so. Of one in another place nobody knows here. */
const wasKilled = ({outcome, process: driver}: RunRecord): boolean =>
  outcome === 'running' && driver !== undefined && hasDied(driver);
