import {RealFolder} from '../system/real-folder.ts';
import {NotReadable} from '../system/regular-file.ts';

/** What a run that was killed left beside a report, or in it, half written: `.quick-new-<random>`. */
const LEFT = /^\.(?:.+-(?:new|old)|new)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A report takes seconds to write; a folder older than this was abandoned [ms]. */
const KEPT = 24 * 3600 * 1000;

/**
 * Removes what killed runs left in the folder of all reports.
 * @returns how many it removed, or would with `dryRun`
 */
export async function removeLeftReports(
  reports: string,
  now: number,
  dryRun = false,
): Promise<number> {
  let count = 0;
  const clear = async (folder: RealFolder) => {
    for (const name of await folder.names()) {
      if (!LEFT.test(name)) continue;
      const stats = await folder.stat(name);
      if (stats === undefined || now - stats.ctimeMs < KEPT) continue;
      if (!dryRun) await folder.remove(name);
      count++;
    }
  };
  await RealFolder.within(reports, async (folder) => {
    await clear(folder);
    for (const name of await folder.names()) {
      await folder.inner(name, clear).catch(ignoreOther);
    }
  });
  return count;
}

/** A page, a link, or a folder of another device. */
function ignoreOther(error: unknown): void {
  if (!(error instanceof NotReadable)) throw error;
}
