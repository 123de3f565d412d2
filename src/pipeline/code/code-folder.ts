import {lstatSync, mkdirSync, symlinkSync} from 'node:fs';
import path from 'node:path';
import {sha256} from '../../system/hash.ts';
import {mayWrite} from '../../system/folder.ts';
import {systemCode} from '../../system/system-error.ts';

/** Where bundles stand: inside node_modules, so that their imports of packages resolve. */
export const codeFolder = (root: string): string =>
  path.join(root, 'node_modules', '.cache', 'three-factors');

/**
 * The folder for the bundles of the project at `root`: its own or, where that cannot be written, one in the first
 * of `others` that serves, with a link to the project's packages. When none does, its own, which the first write
 * will complain about.
 */
export function findCodeFolder(root: string, others: readonly string[]): string {
  const own = codeFolder(root);
  if (mayWrite(own)) return own;
  for (const other of others) {
    const folder = path.join(other, sha256(root).slice(0, 16));
    if (prepare(folder, root)) return folder;
  }
  return own;
}

function prepare(folder: string, root: string): boolean {
  try {
    mkdirSync(folder, {recursive: true, mode: 0o700});
    if (!isOurs(path.dirname(folder)) || !isOurs(folder)) return false;
    link(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    return mayWrite(folder);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return false;
  }
}

/** What stands in a bundle is executed: nobody else may have put it there. */
function isOurs(folder: string): boolean {
  const {uid, mode} = lstatSync(folder);
  return uid === process.getuid?.() && (mode & 0o022) === 0;
}

function link(target: string, at: string): void {
  try {
    symlinkSync(target, at);
  } catch (error) {
    // It is named after the root: one that is there leads to the same packages.
    if (systemCode(error) !== 'EEXIST') throw error;
  }
}
