import {execFileSync} from 'node:child_process';
import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {checkPaths, type NamedPaths} from '../../src/cli/check-paths.ts';
import {Cli} from './rig.ts';

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'paths-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  return folder;
}

describe('paths that were named', () => {
  it('may be there, or be made by the run', async () => {
    const folder = freshFolder();
    const file = join(folder, 'verdicts.json');
    writeFileSync(file, '{}');
    await checkPaths({});
    await checkPaths({store: join(folder, 'new'), dataDir: folder, checkVerdicts: file});
  });

  it.each<[string, string, (path: string) => NamedPaths]>([
    ['data sets that are not there', 'DATA_DIR_ABSENT', (dataDir) => ({dataDir})],
    ['a pipe for verdicts', 'VERDICTS_UNREADABLE', (checkVerdicts) => ({checkVerdicts})],
  ])('are refused: %s', async (_, code, named) => {
    const path = join(freshFolder(), 'pipe');
    execFileSync('mkfifo', [path]);
    await expect(checkPaths(named(path))).rejects.toMatchObject({code, received: path});
  });

  it('are given up when nothing answers', async () => {
    const folder = freshFolder();
    // What waits for a file server that is away.
    writeFileSync(join(folder, 'stat'), '#!/bin/sh\nexec sleep 60\n');
    chmodSync(join(folder, 'stat'), 0o755);
    vi.stubEnv('PATH', `${folder}:${process.env['PATH'] ?? ''}`);
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(checkPaths({store: '/far'}, 0.1)).rejects.toMatchObject({
      code: 'PATH_HANGS',
      received: '/far',
    });
  });
});

it('the command line begins nothing when a path is wrong', async () => {
  const cli = new Cli();
  for (const [option, path, code] of [
    ['--data-dir', '/nowhere', 'DATA_DIR_ABSENT'],
    ['--check-verdicts', '/nowhere.json', 'VERDICTS_UNREADABLE'],
    ['--check-verdicts', '/', 'VERDICTS_UNREADABLE'],
  ] as const) {
    const {code: exit, stderr} = await cli.run(option, path);
    expect([exit, stderr]).toEqual([2, expect.stringContaining(`error ${code}`)]);
  }
  expect((await cli.run('--history')).stdout).toBe('There is nothing.\n');
});
