import {execFile} from 'node:child_process';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {expect, it} from 'vitest';
import {freshFolder} from './store/rig.ts';

const root = join(import.meta.dirname, '..');

it('can be planned as it stands: no body reads what no key holds', async () => {
  const args = ['--import', 'tsx', 'pipeline.ts', '--dry-run', '--json', '--store', freshFolder()];
  const options = {cwd: root, maxBuffer: 2 ** 26};
  const {stdout, stderr} = await promisify(execFile)(process.execPath, args, options);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({type: 'plan'});
});
