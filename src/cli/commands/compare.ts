import {join, relative} from 'node:path';
import {compareVerdicts, type ComparedCriterion} from '../../report/compare/compare-verdicts.ts';
import {renderComparison, type Side} from '../../report/compare/render-comparison.tsx';
import {effectText} from '../../report/finding.ts';
import {formatNumber} from '../../report/format/number.ts';
import {exitCodes, type ExitCode} from '../exit-codes.ts';
import {alignColumns} from '../format.ts';
import {words} from '../messages.ts';
import {readVerdicts} from '../read-verdicts.ts';
import type {Session} from '../session.ts';
import {replaceFile} from '../../system/atomic-file.ts';
import {userPath} from '../user-path.ts';

/** What changed from one set of verdicts to another: told in brief, and written as a page and a table. */
export async function compareCommand(session: Session): Promise<ExitCode> {
  const {study, options, places, logger} = session;
  const [first = '', second = ''] = options.compare ?? [];
  const [before, after] = await Promise.all([openSide(session, first), openSide(session, second)]);
  const folder = join(places.allReports, `compare-${folderName(first)}-${folderName(second)}`);
  for (const [path, text] of renderComparison(before, after, study.claims)) {
    replaceFile(join(folder, path), text);
  }
  const rows = compareVerdicts(before.verdicts, after.verdicts);
  const changed = rows.filter(isChanged);
  const path = join(folder, 'index.html');
  logger.result({type: 'comparison', path, changed}, [
    ...(changed.length > 0
      ? alignColumns([words.compareHead(first, second), ...changed.map(cells)])
      : []),
    words.compared(changed.length, rows.length),
    relative('', path),
  ]);
  return exitCodes.ok;
}

/** A profile stands for the verdicts of its report; everything else is a file. */
async function openSide({study, places}: Session, name: string): Promise<Side> {
  const isProfile = study.profiles.includes(name);
  const file = isProfile ? join(places.allReports, name, 'verdicts.json') : userPath(name);
  return {name, verdicts: await readVerdicts(file)};
}

/** A path as one part of a folder's name: `old/verdicts.json` is `old-verdicts`. */
const folderName = (name: string) =>
  name
    .replace(/\.json$/, '')
    .replace(/[^\w.]+/g, '-')
    .replace(/^[-.]+/, '');

/** Another verdict, or an estimate further off than two standard errors. */
const isChanged = ({before, after, standardised}: ComparedCriterion) =>
  before !== after || Math.abs(standardised ?? 0) > 2;

function cells(row: ComparedCriterion): string[] {
  const [left, right] = row.estimates.map((estimate) => effectText(estimate) ?? '-');
  return [
    row.claim,
    row.criterion,
    `${row.before} ${left}`,
    `${row.after} ${right}`,
    row.standardised === null ? '-' : formatNumber(row.standardised, 2),
  ];
}
