import {execFile} from 'node:child_process';
import path from 'node:path';
import {promisify} from 'node:util';
import {expect, it} from 'vitest';
import {z} from 'zod';
import {readCode} from '../../src/pipeline/code/read-code.ts';

const root = path.join(import.meta.dirname, '../..');

it('times all kernels of this machine, and passes over names that it does not know', async () => {
  const body = new URL('../../stages/calibration.ts', import.meta.url);
  const calibration = {stage: 'calibration', name: 'calibration', body, parts: {}};
  const code = await readCode([calibration], {root, trusted: ['stages/', 'src/']});
  const names = ['mlp', 'vgg-11', 'resnet', 'plain'];
  const file = code.get('calibration')?.file ?? '';
  const {stdout} = await promisify(execFile)(process.execPath, [file, ...names, 'transformer']);
  const pace: unknown = JSON.parse(stdout);
  expect(pace).toEqual(Object.fromEntries(names.map((name) => [name, expect.any(Number)])));
  // No machine that this runs on is a thousand times slower or faster than another.
  for (const value of Object.values(z.record(z.string(), z.number()).parse(pace)))
    expect(Math.abs(Math.log10(value))).toBeLessThan(3);
});
