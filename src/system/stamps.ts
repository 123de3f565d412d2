import {readFileSync, statSync, type BigIntStats} from 'node:fs';
import {z} from 'zod';
import {sha256} from './hash.ts';

/** What tells, without reading it, that a file is as it was; and its content hash, which is sure. */
export const FileStamp = z.object({
  size: z.string(),
  /** Time of the last change that the file claims [ns]; whoever owns it may set it at will. */
  mtimeNs: z.string(),
  /** Time of the last change of content or attributes [ns]; nobody but the system sets it. */
  ctimeNs: z.string(),
  inode: z.string(),
  /**
   * Whether the last change was well before the stamp was taken, by the clock of the file system. If
   * not, a later change within the same tick would not show, and the file must be read to compare.
   */
  settled: z.boolean(),
  /** Of the content; empty for a file that was absent. */
  sha256: z.string(),
});
export type FileStamp = z.output<typeof FileStamp>;

/** The coarsest clock of a file system in use [ns]: FAT counts in steps of two seconds. */
const coarsestTickNs = 2_000_000_000n;

/** The stamp of a file whose content was read after `stat`, which was taken no earlier than `nowNs`. */
export const stampOf = (stat: BigIntStats, hash: string, nowNs: bigint): FileStamp => ({
  size: String(stat.size),
  mtimeNs: String(stat.mtimeNs),
  ctimeNs: String(stat.ctimeNs),
  inode: String(stat.ino),
  settled: stat.mtimeNs < nowNs - coarsestTickNs && stat.ctimeNs < nowNs - coarsestTickNs,
  sha256: hash,
});

const absent: FileStamp = {
  size: '',
  mtimeNs: '',
  ctimeNs: '',
  inode: '',
  settled: true,
  sha256: '',
};

/** Stamps a file as it stands now. */
export function stampFile(path: string, nowNs: bigint): FileStamp {
  const stat = statSync(path, {bigint: true, throwIfNoEntry: false});
  return stat?.isFile() ? stampOf(stat, sha256(readFileSync(path)), nowNs) : absent;
}

/**
 * Whether a file is as it was stamped, without reading it: as in git's index, equal size, times and
 * inode of a settled file mean equal content. `false` may be wrong; `true` is not.
 */
export function isUnchanged(path: string, stamp: FileStamp): boolean {
  const stat = statSync(path, {bigint: true, throwIfNoEntry: false});
  if (!stat?.isFile()) return stamp.sha256 === '';
  return (
    stamp.settled &&
    String(stat.mtimeNs) === stamp.mtimeNs &&
    String(stat.ctimeNs) === stamp.ctimeNs &&
    String(stat.size) === stamp.size &&
    String(stat.ino) === stamp.inode
  );
}
