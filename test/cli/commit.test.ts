import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {execa} from 'execa';
import {afterEach, expect, test, vi} from 'vitest';
import {readCommit} from '../../src/cli/commit.ts';
import {readFacts} from '../../src/cli/environment.ts';
import {freshFolder} from '../pipeline/rig/rig.ts';

afterEach(() => void vi.unstubAllEnvs());

/** A clone with one commit; gives its folder and the commit. */
async function clone(): Promise<{folder: string; commit: string}> {
  const folder = freshFolder();
  const git = (...args: string[]) =>
    execa('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.example', ...args], {
      cwd: folder,
      // These tests may run in a hook themselves.
      env: {PATH: process.env['PATH']},
      extendEnv: false,
    });
  writeFileSync(join(folder, 'file'), 'one');
  await git('init', '--quiet');
  await git('add', '.');
  await git('commit', '--quiet', '--message', `of ${folder}`);
  const {stdout} = await git('rev-parse', 'HEAD');
  return {folder, commit: stdout};
}

test('the commit of a clone, by whatever path', async () => {
  const {folder, commit} = await clone();
  expect(await readCommit(folder)).toBe(commit);
  const link = join(freshFolder(), 'link');
  symlinkSync(folder, link);
  expect((await readFacts(link)).commit).toBe(commit);
  writeFileSync(join(folder, 'file'), 'two');
  expect(await readCommit(folder)).toBe(`${commit}-dirty`);
});

test('not that of the repository in which an archive was unpacked', async () => {
  const {folder} = await clone();
  const unpacked = join(folder, 'vendor/three-factors');
  mkdirSync(unpacked, {recursive: true});
  expect((await readFacts(unpacked)).commit).toBeNull();
});

test('not that of a repository whose hook runs', async () => {
  const [own, other] = await Promise.all([clone(), clone()]);
  vi.stubEnv('GIT_DIR', join(other.folder, '.git'));
  vi.stubEnv('GIT_INDEX_FILE', join(other.folder, '.git/index'));
  vi.stubEnv('GIT_WORK_TREE', other.folder);
  expect((await readFacts(own.folder)).commit).toBe(own.commit);
  expect((await readFacts(freshFolder())).commit).toBeNull();
});
