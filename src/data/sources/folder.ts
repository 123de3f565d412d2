import {readdir} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {membersOf, type Collection} from '../collection.ts';
import type {Member} from '../member.ts';
import {SourceError} from './errors.ts';
import {isFile, missingMembers, spelling, unpackMembers} from './members.ts';
import type {Order, Source} from './source.ts';

/** Files of `folder` that may hold `member`, the likeliest first. */
async function candidates(
  folder: string,
  {dataset, archive}: Pick<Order, 'dataset' | 'archive'>,
  {name}: Member,
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const place of [join(folder, dataset), folder]) {
    for (const inner of new Set([join(place, dirname(name)), place])) {
      files.push(...(await filesNamed(inner, basename(name))));
    }
    if (archive !== undefined) files.push(...(await filesNamed(place, archive)));
  }
  return files;
}

/** Files in `place` whose name is a {@link spelling} of `name`, or in a folder of such a name, plain ones first. */
async function filesNamed(place: string, name: string): Promise<readonly string[]> {
  const entries = await readdir(place, {withFileTypes: true}).catch(() => []);
  const files: string[] = [];
  for (const entry of entries.filter((one) => spelling(one.name) === spelling(name))) {
    const path = join(place, entry.name);
    files.push(...(entry.isDirectory() ? await filesNamed(path, name) : [path]));
  }
  return files.sort((a, b) => Number(a.endsWith('.gz')) - Number(b.endsWith('.gz')));
}

/** Says which files a person may put into a data folder. */
export function folderRecipe(collection: Collection, folder: string): string {
  const {name, archive, provenance} = collection;
  const files =
    archive ??
    membersOf(collection)
      .map((member) => `${member.name}.gz`)
      .join(', ');
  return `put ${files} from ${provenance.homepage} into ${join(folder, name)}`;
}

/**
 * A folder that the person names: members stand in it or in its subfolder of the dataset's name,
 * plain, gzipped, or in the official archive.
 */
export const folderSource = (folder: string): Source => ({
  name: `the folder ${folder} (--data-dir)`,
  collect: async ({members, folder: into, signal, ...order}) => {
    const refused = new Map<string, string>();
    for (const member of members) {
      for (const file of await candidates(folder, order, member)) {
        if ((await missingMembers([member], into)).length === 0) break;
        if (refused.has(file) || !(await isFile(file))) continue;
        try {
          await unpackMembers(file, await missingMembers(members, into), into, signal);
        } catch (error) {
          signal.throwIfAborted();
          refused.set(file, error instanceof Error ? error.message : String(error));
        }
      }
    }
    const lacking = await missingMembers(members, into);
    if (lacking.length === 0) return;
    const names = lacking.map(({name}) => name).join(', ');
    const why = [...refused].map(([file, reason]) => `; ${file}: ${reason}`).join('');
    throw new SourceError(`it does not hold ${names}, plain, gzipped or in an archive${why}`);
  },
});
