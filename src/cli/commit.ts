import {execFile} from 'node:child_process';
import {realpath} from 'node:fs/promises';
import {promisify} from 'node:util';

/** The commit of a clone, with `-dirty` when files differ from it; null where `root` is not the top of a work tree. */
export async function readCommit(root: string): Promise<string | null> {
  const describe = ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'];
  try {
    const [top, commit, real] = await Promise.all([
      git(root, ['rev-parse', '--show-toplevel']),
      git(root, describe),
      realpath(root),
    ]);
    return top === real ? commit : null;
  } catch {
    return null;
  }
}

/** Asks git about a folder; a hook of another repository must not answer for it. */
async function git(cwd: string, args: readonly string[]): Promise<string> {
  const variables = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  const {stdout} = await promisify(execFile)('git', args, {
    cwd,
    env: Object.fromEntries(variables),
  });
  return stdout.trimEnd();
}
