import {existsSync} from 'node:fs';
import {expect, it} from 'vitest';
import {Cli} from './rig.ts';

it('shows all that is known of one node', async () => {
  const cli = new Cli();
  expect((await cli.run('--show', 'measure/value=1')).stdout).toMatch(/state +was not made yet/);
  await cli.run('measure/value=1');
  const {stdout} = await cli.run('--show', 'measure/value=1');
  expect(stdout).toMatch(/^measure\/value=1\n {2}state +is there, as it would be made now\n/);
  expect(stdout).toMatch(/\n {2}key +[0-9a-f]{64}\n/);
  expect(stdout).toMatch(/\n {2}parameters +broken: false\n +seconds: 0\n +value: 1\n/);
  const [, path = ''] = /outputs +count: (\S+) \(\d+ B\)\n/.exec(stdout) ?? [];
  expect(existsSync(path), path).toBe(true);
  expect(stdout).toMatch(/\n {2}made in .*\n(?: .*\n)* +cpu: .*\n/);
  expect(stdout).toContain('npx tsx pipeline.ts measure/value=1 --verify 100%\n');
  const {code, stderr} = await cli.run('--show', 'measure');
  expect([code, stderr]).toEqual([2, expect.stringContaining('NODE_UNCLEAR: This names 4 nodes')]);
});
