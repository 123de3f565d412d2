import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect, test} from 'vitest';
import {freshFolder} from '../pipeline/rig/rig.ts';
import {Cli} from './rig.ts';

const source = (file: string) => JSON.stringify(join(import.meta.dirname, '../../src', file));

/** A project of its own, whose pipeline is empty. */
function project(files: Readonly<Record<string, unknown>>): Cli {
  const root = freshFolder();
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(root, name)), {recursive: true});
    writeFileSync(join(root, name), text);
  };
  write('package.json', '{"type": "module", "version": "1.0.0"}');
  write(
    'pipeline.ts',
    `import {main} from ${source('cli/main.ts')};
     import {definePipeline} from ${source('pipeline/pipeline.ts')};
     await main({
       root: import.meta.dirname,
       profiles: ['quick'],
       pipelineFor: () => definePipeline({seed: 1}),
       defaultTarget: 'nothing',
     });`,
  );
  for (const [name, content] of Object.entries(files)) write(name, JSON.stringify(content));
  return new Cli(join(root, 'pipeline.ts'));
}

const dep = (version: string) => ({'node_modules/dep': {version, integrity: `sha512-${version}`}});

test('a package that is not what the lockfile says is told, with the command that cures it', async () => {
  const {stdout, code} = await project({
    'package-lock.json': {packages: {'': {dependencies: {dep: '*'}}, ...dep('2.0.0')}},
    'node_modules/.package-lock.json': {packages: dep('1.0.0')},
    'node_modules/dep/package.json': {version: '1.0.0'},
  }).run('--doctor');
  expect(stdout).toMatch(/wrong: node_modules\/dep is not what package-lock.json says.*npm ci/);
  expect(code).toBe(3);
});
