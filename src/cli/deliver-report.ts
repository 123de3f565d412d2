import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import type {BriefManifest} from '../pipeline/plan.ts';
import type {OutputRecord, Store} from '../store/types.ts';
import {ExpectedError} from '../system/expected-error.ts';
import {systemCode} from '../system/system-error.ts';
import {exportTree, FIRST_PAGE, isEqual} from './export-report.ts';
import {words} from './messages.ts';
import type {Session} from './session.ts';

/** The name of the artifacts that are reports: trees with an `index.html`. */
const KIND = 'report';

/** A report that was asked for, and now stands in `folder`. */
export interface Delivered {
  readonly folder: string;
  /** Whether it was written anew. */
  readonly isNew: boolean;
  /** It could not be written where it belongs. */
  readonly isElsewhere: boolean;
}

export const reportAmong = (
  manifests: readonly Pick<BriefManifest, 'outputs'>[],
): OutputRecord | undefined =>
  manifests
    .flatMap(({outputs}) => Object.values(outputs))
    .find(({kind, form}) => kind === KIND && form === 'tree');

/** Whether a report stands in its folder as it is. */
export const isDelivered = (report: OutputRecord, folder: string): Promise<boolean> =>
  isEqual(report, folder);

/** Writes the report among what was asked for to its place, or where there is one, and says where. */
export async function deliverReport(
  session: Session,
  store: Store,
  manifests: readonly BriefManifest[],
): Promise<Delivered | undefined> {
  const report = reportAmong(manifests);
  if (report === undefined) return undefined;
  const delivered = await writeSomewhere(session, store, report);
  const path = join(delivered.folder, FIRST_PAGE);
  const shown = delivered.isElsewhere ? path : relative('', path);
  session.logger.result({type: 'report', at: Date.now(), path}, [words.report(shown)]);
  return delivered;
}

/** Where a report may stand, the right place first: what was computed for hours must not end with a full disk. */
const places: readonly ((session: Session) => string | Promise<string>)[] = [
  ({places: {reports}}) => reports,
  ({places: {store}, options: {profile}}) => join(store, 'reports', profile),
  () => mkdtemp(join(tmpdir(), 'three-factors-report-')),
  () => mkdtemp('/tmp/three-factors-report-'),
];

async function writeSomewhere(
  session: Session,
  store: Store,
  report: OutputRecord,
): Promise<Delivered> {
  let reason: string | undefined;
  for (const find of places) {
    try {
      const folder = await find(session);
      const isNew = await exportTree(store, report, folder);
      if (reason !== undefined) tellElsewhere(session, folder, reason);
      return {folder, isNew, isElsewhere: reason !== undefined};
    } catch (error) {
      const code = systemCode(error);
      // What the store itself says of its files is no matter of the place.
      if (code === undefined || code.startsWith('STORE_')) throw error;
      reason ??= code;
    }
  }
  throw new ExpectedError(words.reportNowhere(`${session.places.reports} (${reason ?? ''})`));
}

function tellElsewhere({places: {reports}, logger}: Session, folder: string, reason: string): void {
  logger.failure(words.reportElsewhere(folder, `${reports} (${reason})`));
}
