import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {mkdir, open, rename, rm, stat} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {PassThrough} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {createGunzip} from 'node:zlib';
import {extract} from 'tar-stream';
import type {Member} from '../member.ts';
import {WrongContentError} from './errors.ts';

/** Where a verified member stands. Only `placeMember` writes there, so that being there is proof enough. */
export const memberPath = (folder: string, member: Member): string =>
  join(folder, basename(member.name));

/** Those members that are not in `folder` yet. */
export async function missingMembers(
  members: readonly Member[],
  folder: string,
): Promise<readonly Member[]> {
  const there = await Promise.all(members.map((member) => isFile(memberPath(folder, member))));
  return members.filter((_, index) => !there[index]);
}

/**
 * What the spellings of one file's name have in common: `train-images.idx3-ubyte`, as 7-Zip and Kaggle write it, is
 * `train-images-idx3-ubyte.gz`. A name only says where to look; the hash says what it is.
 */
export const spelling = (name: string): string => name.replace(/\.gz$/, '').replaceAll('.', '-');

export const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

/**
 * Writes a member from its unpacked bytes, and lets it into `folder` only when they are the
 * published ones.
 *
 * @throws WrongContentError otherwise; nothing is left behind then.
 */
export async function placeMember(
  from: AsyncIterable<unknown>,
  member: Member,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  await mkdir(folder, {recursive: true});
  const path = memberPath(folder, member);
  const temporary = `${path}.unverified`;
  const hash = createHash('sha256');
  let bytes = 0;
  // Opened before anything can fail: a stream that opens it could do so after it was removed.
  const file = await open(temporary, 'w');
  try {
    await pipeline(
      from,
      async function* (chunks: AsyncIterable<unknown>) {
        for await (const chunk of chunks) {
          if (!(chunk instanceof Uint8Array)) throw new TypeError(`${member.name}: not bytes`);
          hash.update(chunk);
          bytes += chunk.length;
          yield chunk;
        }
      },
      file.createWriteStream(),
      {signal},
    );
    const found = hash.digest('hex');
    if (found !== member.sha256)
      throw new WrongContentError(
        member.name,
        `SHA-256 ${member.sha256} (${member.bytes} bytes)`,
        `${found} (${bytes} bytes)`,
      );
    await rename(temporary, path);
  } finally {
    await rm(temporary, {force: true});
  }
}

/**
 * Places every wanted member that `file` holds: an archive (`.tar.gz`, `.tgz`, or `.tar`, as some browsers leave
 * it), one gzipped member, or one member as it is.
 *
 * @throws WrongContentError, or zlib's and tar's own errors for a damaged file.
 */
export async function unpackMembers(
  file: string,
  wanted: readonly Member[],
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  if (/\.(tar|tar\.gz|tgz)$/.test(file)) return unpackTar(file, wanted, folder, signal);
  const name = spelling(basename(file));
  const member = wanted.find((one) => spelling(basename(one.name)) === name);
  if (!member) return;
  if (!file.endsWith('.gz')) return placeMember(createReadStream(file), member, folder, signal);
  const unzipped = createGunzip();
  await settle(
    pipeline(createReadStream(file), unzipped),
    placeMember(unzipped, member, folder, signal),
  );
}

async function unpackTar(
  file: string,
  wanted: readonly Member[],
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const entries = extract();
  const placeEntries = async () => {
    for await (const entry of entries) {
      const path = spelling(`/${entry.header.name}`);
      const member = wanted.find(({name}) => path.endsWith(spelling(`/${name}`)));
      if (member) await placeMember(entry, member, folder, signal);
      else entry.resume();
    }
  };
  const unzip = file.endsWith('.tar') ? new PassThrough() : createGunzip();
  await settle(pipeline(createReadStream(file), unzip, entries, {signal}), placeEntries());
}

/** Waits until both have ended, so that neither works on after a failure; then throws what caused it. */
async function settle(reading: Promise<void>, placing: Promise<void>): Promise<void> {
  const [read, placed] = await Promise.allSettled([reading, placing]);
  // A damaged file ends both. A refused member ends the reading too, prematurely.
  if (read.status === 'rejected' && !isPremature(read.reason)) throw read.reason;
  if (placed.status === 'rejected') throw placed.reason;
}

const isPremature = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
