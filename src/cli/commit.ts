import {execFile} from 'node:child_process';
import {realpath} from 'node:fs/promises';
import {dirname} from 'node:path';
import {promisify} from 'node:util';

/** The commit of a clone, with `-dirty` when files differ from it; null where `root` is not the top of a work tree. */
export async function readCommit(root: string): Promise<string | null> {
  try {
    const top = await realpath(root);
    return await git(top, ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*']);
  } catch {
    return null;
  }
}

/** Asks git about the top of a work tree; neither a folder above nor a hook of another repository answers for it. */
async function git(top: string, args: readonly string[]): Promise<string> {
  const variables = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  const {stdout} = await promisify(execFile)('git', args, {
    cwd: top,
    env: {...Object.fromEntries(variables), GIT_CEILING_DIRECTORIES: dirname(top)},
  });
  return stdout.trimEnd();
}
