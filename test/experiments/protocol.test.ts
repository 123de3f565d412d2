import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {expect, test} from 'vitest';
import {protocol} from '../../experiments/story/protocol.ts';

const root = join(import.meta.dirname, '../..');
const git = async (...args: string[]) => {
  const {stdout} = await promisify(execFile)('git', args, {cwd: root});
  return stdout.trim();
};

/** What makes a rule: what is claimed, when it is looked at, and how it is judged. */
const rules = [
  'experiments/*/claims.ts',
  'experiments/looks.ts',
  'experiments/width-and-n/criteria.ts',
  'experiments/shared/smallest.ts',
  'src/judging',
  // How verdicts are told, compared and corrected otherwise decides none.
  ':!src/judging/reason.ts',
  ':!src/judging/standing.ts',
  ':!src/judging/check-verdicts.ts',
];

test('the report names a commit', () => {
  expect(protocol.commit).toMatch(/^[0-9a-f]{40}$/);
});

// A copy without history, or with a part of it, cannot tell.
const isWhole =
  existsSync(join(root, '.git')) && (await git('rev-parse', '--is-shallow-repository')) === 'false';

test.runIf(isWhole)('the rules are those of the commit that the report names', async () => {
  // Changed rules are committed first; then their commit is written to experiments/story/protocol.json.
  await git('merge-base', '--is-ancestor', protocol.commit, 'HEAD');
  expect(await git('diff', '--name-only', protocol.commit, '--', ...rules)).toBe('');
});
