import {rm} from 'node:fs/promises';
import {basename, join} from 'node:path';
import type {Member} from '../member.ts';
import {download, PATIENCE, type Patience} from './download.ts';
import {missingMembers, unpackMembers} from './members.ts';
import type {Order, Source} from './source.ts';

/** A file that a site publishes: a gzipped member, or an archive of all members. */
export interface WebFile {
  readonly url: string;
  /** As published; only the progress bar relies on it. */
  readonly bytes: number;
}

/** One site that publishes a collection. */
export interface Site {
  readonly name: string;
  readonly files: readonly WebFile[];
}

const mayHold = ({url}: WebFile, {name}: Member): boolean =>
  url.endsWith('.tar.gz') || basename(url, '.gz') === basename(name);

/** A site, read over HTTP. */
export const webSource = ({name, files}: Site, patience: Patience = PATIENCE): Source => ({
  name,
  collect: async (order) => {
    const needed = files.filter((file) => order.members.some((member) => mayHold(file, member)));
    const total = needed.reduce((sum, {bytes}) => sum + bytes, 0);
    let finished = 0;
    for (const file of needed) {
      await fetchFile(file, order, patience, (done) =>
        order.progress(Math.min(finished + done, total), total, 'B'),
      );
      finished += file.bytes;
    }
  },
});

async function fetchFile(
  {url}: WebFile,
  {members, folder, signal, log}: Order,
  patience: Patience,
  onBytes: (done: number) => void,
): Promise<void> {
  const path = join(folder, basename(url));
  /** False: what came in several pieces does not fit together, and may be fetched anew. */
  const fetchOnce = async (mayRestart: boolean): Promise<boolean> => {
    const {resumed} = await download(url, path, {patience, signal, onBytes});
    try {
      await unpackMembers(path, await missingMembers(members, folder), folder, signal);
      return true;
    } catch (error) {
      if (!resumed || !mayRestart || signal.aborted) throw error;
      log(`${url} was continued and does not fit together; it is fetched anew`);
      return false;
    } finally {
      await rm(path, {force: true});
    }
  };
  if (!(await fetchOnce(true))) await fetchOnce(false);
}
