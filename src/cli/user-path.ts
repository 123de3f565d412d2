import {homedir} from 'node:os';
import {join, resolve} from 'node:path';
import {CliError} from './failure-text.ts';
import {words} from './messages.ts';

/**
 * The absolute path that a person means, in an option or in a variable: a relative one counts from the working
 * directory, and `~` is the home folder, since shells leave it alone in `--store=~/x` and between quotes.
 *
 * @param where the variable that holds it
 * @throws CliError `PATH_UNCLEAR` for what names nothing (`''`), another's home (`~anna`), or no path at all.
 */
export function userPath(text: string, where?: string): string {
  const fault = faultOf(text);
  if (fault !== undefined) {
    const received = where === undefined ? text : `${where}=${text}`;
    throw new CliError({...words.pathUnclear(fault), received});
  }
  return text === '~' || text.startsWith('~/') ? join(homedir(), text.slice(1)) : resolve(text);
}

function faultOf(text: string): string | undefined {
  if (text.trim() === '') return words.pathEmpty;
  if (text.includes('\0')) return words.pathNotText;
  return /^~[^/]/.test(text) ? words.pathOfAnother(text) : undefined;
}
