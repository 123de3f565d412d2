import {constants} from 'node:fs';
import {copyFile, link, mkdir, readdir} from 'node:fs/promises';
import {basename, dirname, join, relative} from 'node:path';
import {ignoreAbsent, systemCode} from '../../system/system-error.ts';
import {addonNames} from './cache.ts';
import {isReady} from './contents.ts';

/**
 * Another engine in the same cache folder with the libraries of the one that belongs at `folder`: that of
 * another version of this project, whose addons differ.
 *
 * @param libraries What the names of such engines begin with.
 */
export async function findRelative(folder: string, libraries: string): Promise<string | undefined> {
  const names = (await readdir(dirname(folder)).catch(ignoreAbsent)) ?? [];
  const addons = /^(-[0-9a-f]+)?$/;
  for (const name of names.sort()) {
    if (!name.startsWith(libraries) || !addons.test(name.slice(libraries.length))) continue;
    const found = join(dirname(folder), name);
    if (name !== basename(folder) && (await isReady(found))) return found;
  }
  return undefined;
}

/**
 * Fills `folder` with the libraries and headers of the engine `from`, by links where the file system has them.
 *
 * @returns The relative paths of the files.
 */
export async function takeLibraries(from: string, folder: string): Promise<string[]> {
  const own = new Set<string>([...Object.values(addonNames), 'contents.json']);
  const entries = await readdir(from, {recursive: true, withFileTypes: true});
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(from, join(entry.parentPath, entry.name)))
    .filter((name) => !own.has(name));
  for (const name of files) {
    await mkdir(dirname(join(folder, name)), {recursive: true});
    await linkOrCopy(join(from, name), join(folder, name));
  }
  return files;
}

/** No link to another device, to a file of somebody else, or on a file system that has none. */
const unlinkable = new Set(['EXDEV', 'EPERM', 'EMLINK', 'ENOTSUP']);

async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!unlinkable.has(systemCode(error) ?? '')) throw error;
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  }
}
