import {execFile} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {expect, it} from 'vitest';
import {z} from 'zod';
import {freshFolder} from './store/rig.ts';

const root = join(import.meta.dirname, '..');

it('can be planned as it stands: no body reads what no key holds', async () => {
  const args = ['--import', 'tsx', 'pipeline.ts', '--dry-run', '--json', '--store', freshFolder()];
  const options = {cwd: root, maxBuffer: 2 ** 26};
  const {stdout, stderr} = await promisify(execFile)(process.execPath, args, options);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({type: 'plan'});
});

it('is wired as docs/architecture.md draws it', async () => {
  const {stdout} = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'pipeline.ts', '--graph', 'json', '--profile', 'standard'],
    {cwd: root},
  );
  const {edges} = z.object({edges: z.array(z.string().array())}).parse(JSON.parse(stdout));
  const map = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
  const [, drawing = ''] = /```mermaid\nflowchart LR\n([\s\S]*?)```/.exec(map) ?? [];
  const drawn = drawing
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [from = [], to = []] = line.split('-->').map((side) => side.trim().split(' & '));
      return from.flatMap((parent) => to.map((child) => [parent, child]));
    });
  expect(drawn.sort()).toEqual(edges.sort());
});
