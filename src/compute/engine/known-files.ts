import {readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {z} from 'zod';
import {replaceFile} from '../../system/atomic-file.ts';
import {hashFile} from '../../system/file-hash.ts';
import {FileStamp, isUnchanged, stampOf} from '../../system/stamps.ts';
import {systemCode} from '../../system/system-error.ts';

/** What was read of the files of one engine. */
const Known = z.object({engine: z.string(), files: z.record(z.string(), FileStamp)});

/** Beside the folder, which may not be written to once it is complete. */
const knownPath = (folder: string) => `${folder}.hashes.json`;

/**
 * Whether the named files of `folder` have the bytes that they had at the first look. `engine` tells one set-up from
 * the next: what was known of another is void.
 */
export async function areAsBefore(
  folder: string,
  names: readonly string[],
  engine: string,
): Promise<boolean> {
  const known = load(folder, engine);
  const now = BigInt(Date.now()) * 1_000_000n;
  const files = {...known};
  for (const name of names) {
    const path = join(folder, name);
    const before = Object.hasOwn(known, name) ? known[name] : undefined;
    if (before && isUnchanged(path, before)) continue;
    const stats = statSync(path, {bigint: true});
    const {sha256} = await hashFile(path);
    if (before && before.sha256 !== sha256) return false;
    files[name] = stampOf(stats, sha256, now);
  }
  if (names.some((name) => files[name] !== known[name])) save(folder, {engine, files});
  return true;
}

function load(folder: string, engine: string): Readonly<Record<string, FileStamp>> {
  try {
    const known = Known.parse(JSON.parse(readFileSync(knownPath(folder), 'utf8')));
    return known.engine === engine ? known.files : {};
  } catch {
    return {};
  }
}

/** Where it cannot be kept, in a cache that others have made, the files are read each time. */
function save(folder: string, known: z.output<typeof Known>): void {
  try {
    replaceFile(knownPath(folder), JSON.stringify(known));
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
  }
}
