import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {readCheck, type CheckRecord} from '../pipeline/run/check-record.ts';
import {readRecords} from '../pipeline/run/record.ts';
import type {RunResult} from '../pipeline/run/run.ts';
import type {Delivered} from './deliver-report.ts';
import {RUN_PAGE} from './export-report.ts';
import {words} from './messages.ts';
import {readVerdicts} from './read-verdicts.ts';
import type {Session} from './session.ts';
import type {Study} from './study.ts';
import {replaceFile} from '../system/atomic-file.ts';
import {ignoreAbsent, systemCode} from '../system/system-error.ts';

/**
 * Writes what stands beside a report and is no part of it: how the run went, and the index of all
 * profiles. Nothing is rendered, or loaded for it, when nothing ran and both are there. What cannot be written
 * is said.
 */
export async function writeSidePages(
  session: Session,
  run: Pick<RunResult, 'id' | 'counts'>,
  report: Delivered,
): Promise<void> {
  try {
    await writePages(session, run, report);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    session.logger.remark(words.sidePagesKept(code));
  }
}

async function writePages(
  {study, options, places}: Session,
  {id, counts}: Pick<RunResult, 'id' | 'counts'>,
  {folder, isNew, isElsewhere}: Delivered,
): Promise<void> {
  const runPage = join(folder, RUN_PAGE);
  if (counts.finished + counts.failed > 0 || !existsSync(runPage)) {
    const record = readRecords(places.store).find((one) => one.id === id);
    const {renderRunPage} = await import('../report/render-run-page.tsx');
    const check = readCheck(places.store, options.profile);
    if (record) replaceFile(runPage, renderRunPage(options.profile, record, check));
  }
  if (!isElsewhere && (isNew || !existsSync(join(places.allReports, 'index.html')))) {
    await writeProfilesPage(places.allReports, study);
  }
}

/** Puts a check on the page that tells how the last run went, where there is one. What cannot be written is said. */
export async function showCheck({places, logger}: Session, check: CheckRecord): Promise<void> {
  const file = join(places.reports, RUN_PAGE);
  try {
    const page = await readFile(file, 'utf8').catch(ignoreAbsent);
    if (page === undefined) return;
    const {withCheck} = await import('../report/render-run-page.tsx');
    replaceFile(file, withCheck(page, check));
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    logger.remark(words.sidePagesKept(code));
  }
}

/** Links every profile that has a report from `index.html` in `reports`, when that changes the page. */
export async function writeProfilesPage(
  reports: string,
  {title, profiles, claims}: Pick<Study, 'title' | 'profiles' | 'claims'>,
): Promise<void> {
  const files = profiles.map((profile) => join(reports, profile, 'verdicts.json'));
  const present = await Promise.all(files.filter((file) => existsSync(file)).map(readVerdicts));
  if (present.length === 0) return;
  const {renderProfiles} = await import('../report/render-profiles.tsx');
  const [file, page] = [join(reports, 'index.html'), renderProfiles(title, present, claims)];
  if ((await readFile(file, 'utf8').catch(ignoreAbsent)) !== page) replaceFile(file, page);
}
