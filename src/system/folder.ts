import {accessSync, closeSync, constants, openSync, rmSync, statSync, writeSync} from 'node:fs';
import {mkdir, statfs} from 'node:fs/promises';
import {randomUUID} from 'node:crypto';
import {dirname, join} from 'node:path';
import {systemCode} from './system-error.ts';

/** What stands at a path: a folder, nothing yet, or something that neither is a folder nor can hold one. */
export type Place = 'folder' | 'absent' | 'other';

/** @throws the system's error, where it does not let us look */
export function placeAt(path: string): Place {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'other';
  } catch (error) {
    if (systemCode(error) === 'ENOTDIR') return 'other';
    if (systemCode(error) === 'ENOENT') return 'absent';
    throw error;
  }
}

/**
 * Makes a folder, and those that hold it. Node's own recursive call never comes back from where nothing can be
 * made and the system says that the parent is missing, as /proc does.
 *
 * @throws the system's error
 */
export async function makeFolder(folder: string): Promise<void> {
  if (placeAt(folder) === 'folder') return;
  const parent = dirname(folder);
  if (parent !== folder) await makeFolder(parent);
  try {
    await mkdir(folder);
  } catch (error) {
    // Another process was first.
    if (systemCode(error) !== 'EEXIST' || placeAt(folder) !== 'folder') throw error;
  }
}

/** Whether the system would let us make files in a folder, or the folder itself; it is only asked. */
export function mayWrite(folder: string): boolean {
  try {
    assertPermitted(folder);
    return true;
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return false;
  }
}

/** Of a folder that is not there, the one that it would be made in is asked about. */
function assertPermitted(folder: string): void {
  const parent = dirname(folder);
  if (placeAt(folder) === 'absent' && parent !== folder) assertPermitted(parent);
  else accessSync(folder, constants.W_OK | constants.X_OK);
}

/** Bytes free for the user in a folder, or where it would be made. */
export async function freeBytes(folder: string): Promise<number> {
  const parent = dirname(folder);
  if (placeAt(folder) === 'absent' && parent !== folder) return freeBytes(parent);
  const {bavail, bsize} = await statfs(folder);
  return bavail * bsize;
}

/** Number of bytes that show whether a disk is full. */
const BLOCK = Buffer.alloc(4096, 1);

/**
 * Writes a file into a folder and removes it. Where there is no folder yet, the system is asked whether one could
 * be made, and nothing is.
 *
 * @throws the system's error, when nothing can be written
 */
export function assertWritable(folder: string): void {
  if (placeAt(folder) === 'absent') {
    assertPermitted(folder);
    return;
  }
  const file = join(folder, `.tmp-${randomUUID()}`);
  const descriptor = openSync(file, 'wx');
  try {
    writeSync(descriptor, BLOCK);
  } finally {
    closeSync(descriptor);
    rmSync(file);
  }
}
