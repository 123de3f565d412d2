import {existsSync, readdirSync, realpathSync, statSync} from 'node:fs';
import path from 'node:path';
import {sha256} from '../../system/hash.ts';

/** What stands in the folder of a package and is not of it. */
const others = new Set(['node_modules', '.git']);

/**
 * Digest of all files under a folder, by name and content; `hashOf` gives the content hash of a file.
 * Packages installed inside it are left out: they have places of their own. Links are
 * followed. Empty for a folder that is not there.
 */
export function digestFolder(folder: string, hashOf: (file: string) => string): string {
  if (!existsSync(folder)) return '';
  const lines = filesUnder(folder).map((name) => `${name}\0${hashOf(path.join(folder, name))}\n`);
  return sha256(lines.sort().join(''));
}

/** The names of all files, relative to `folder`; a folder that links lead into again is entered once. */
function filesUnder(folder: string): string[] {
  const entered = new Set<string>();
  const found: string[] = [];
  const pending = [''];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const real = realpathSync(path.join(folder, at));
    if (entered.has(real)) continue;
    entered.add(real);
    for (const entry of readdirSync(real)) {
      if (others.has(entry)) continue;
      const stat = statSync(path.join(real, entry), {throwIfNoEntry: false});
      if (stat?.isDirectory()) pending.push(path.join(at, entry));
      else if (stat?.isFile()) found.push(path.join(at, entry));
    }
  }
  return found;
}
