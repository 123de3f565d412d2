import {readdirSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {beforeEach, describe, expect, test, vi} from 'vitest';
import {codeFolder} from '../../../src/pipeline/code/code-folder.ts';
import {readCode} from '../../../src/pipeline/code/read-code.ts';
import type * as Bundling from '../../../src/pipeline/code/bundle.ts';
import type {StageCode} from '../../../src/pipeline/code/code.ts';
import {PipelineError} from '../../../src/pipeline/errors.ts';
import {Rig} from '../rig/rig.ts';

const bundles = vi.hoisted(() => ({made: 0}));
vi.mock('../../../src/pipeline/code/bundle.ts', async (load) => {
  const real = await load<typeof Bundling>();
  return {
    bundle: (...given: Parameters<typeof real.bundle>) => {
      bundles.made++;
      return real.bundle(...given);
    },
  };
});
beforeEach(() => {
  bundles.made = 0;
});

const trusted = ['bodies/io.ts', 'kinds/'];

async function codeOf(rig: Rig): Promise<StageCode> {
  const body = pathToFileURL(path.join(rig.root, 'bodies', 'body.ts'));
  const code = await readCode([{stage: 'stage', name: 'stage', body, parts: {}}], {
    root: rig.root,
    trusted,
  });
  const found = code.get('stage');
  if (!found) throw new Error('no code');
  return found;
}

async function codeOfText(body: string, files: Readonly<Record<string, string>> = {}) {
  const rig = new Rig();
  rig.write('bodies/body.ts', body);
  for (const [name, text] of Object.entries(files)) rig.write(name, text);
  return codeOf(rig);
}

async function refusal(body: string, files: Readonly<Record<string, string>> = {}) {
  const error: unknown = await codeOfText(body, files).catch((one: unknown) => one);
  if (error instanceof PipelineError) return error;
  throw new Error('nothing was refused', {cause: error});
}

describe('what no key can hold is refused', () => {
  test.each([
    ['IMPORT_COMPUTED', 'import(…)', 'export default (name) => import(name);'],
    ['IMPORT_COMPUTED', 'import(…)', 'export default (name) => import(`./${name}.ts`);'],
    ['IMPORT_COMPUTED', 'require(…)', 'export default (name) => require(name);'],
    ['READ_UNDECLARED', 'process.env', 'export default () => process.env.HOME;'],
    ['READ_UNDECLARED', 'process.env', 'export default () => process["env"];'],
    ['READ_UNDECLARED', 'Date.now', 'export default () => Date.now();'],
    ['READ_UNDECLARED', 'new Date()', 'export default () => new Date();'],
    ['READ_UNDECLARED', 'Math.random', 'export default () => Math.random();'],
    ['READ_UNDECLARED', 'fetch(…)', 'export default () => fetch("https://a.example");'],
    ['READ_UNDECLARED', 'import.meta', 'export default () => import.meta.url;'],
    [
      'READ_UNDECLARED',
      'the module node:fs',
      'import {readFileSync} from "node:fs"; export default () => readFileSync("a");',
    ],
    ['READ_UNDECLARED', 'the module fs', 'export default async () => await import("fs");'],
    [
      'READ_UNDECLARED',
      'the module node:child_process',
      'import * as child from "node:child_process"; export default () => child;',
    ],
  ])('%s %s', async (code, received, body) => {
    expect(await refusal(body)).toMatchObject({
      code,
      stage: 'stage',
      field: 'bodies/body.ts',
      received,
    });
  });

  test('with the module that it stands in', async () => {
    const details = await refusal('import {now} from "../src/clock.ts"; export default now;', {
      'src/clock.ts': 'export const now = () => Date.now(); export const other = 1;',
    });
    expect(details).toMatchObject({field: 'src/clock.ts', received: 'Date.now'});
  });

  test.each([
    ['what is not used', 'import {one} from "../src/a.ts"; export default one;'],
    ['what computes from its arguments', 'import path from "node:path"; export default path.join;'],
    ['a date that is given', 'export default (time) => new Date(time);'],
    ['text that only looks like it', 'export default () => "process.env import(name) fetch()";'],
    ['a literal import of the project', 'export default () => import("../src/a.ts");'],
    ['a codec of artifacts', 'import {read} from "../kinds/k.ts"; export default read;'],
  ])('but not %s', async (_, body) => {
    const files = {
      'src/a.ts': body.includes('{one}')
        ? 'export const one = 1; export const now = () => Date.now();'
        : 'export const one = 1;',
      'kinds/k.ts': 'import fs from "node:fs"; export const read = () => fs.readFileSync("a");',
    };
    expect((await codeOfText(body, files)).bundle).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    ['BODY_UNREADABLE', 'bodies/body.ts', 'export default ('],
    ['BODY_UNREADABLE', 'bodies/body.ts', 'import "./absent.ts";'],
    ['PACKAGE_NOT_LOCKED', 'left', 'import left from "left/deep.js"; export default left;'],
  ])('%s %s', async (code, field, body) => {
    expect(await refusal(body)).toMatchObject({code, field});
  });

  test('a lockfile that cannot be read', async () => {
    const files = {'package-lock.json': '{"lockfileVersion": 1, "dependencies": {}}'};
    expect(await refusal('import a from "a"; export default a;', files)).toMatchObject({
      code: 'LOCKFILE_UNREADABLE',
    });
  });
});

test('symbols are named by the file they stand in', async () => {
  const code = await codeOfText(
    'import {Solver, step} from "../src/a.ts"; const half = 2; export default () => [new Solver(), step, half];',
    {'src/a.ts': 'export class Solver {} export function step() {} export const unused = 1;'},
  );
  expect(Object.keys(code.symbols).sort()).toEqual([
    'bodies/body.ts#default',
    'bodies/body.ts#half',
    'src/a.ts#Solver',
    'src/a.ts#step',
  ]);
});

describe('unchanged code', () => {
  const source = 'import {one} from "../src/a.ts"; export default () => one;';

  function project(): Rig {
    const rig = new Rig();
    rig.write('src/a.ts', 'export const one = 1;');
    rig.write('bodies/body.ts', source);
    return rig;
  }

  test('is not bundled again', async () => {
    const rig = project();
    const first = await codeOf(rig);
    expect(await codeOf(rig)).toEqual(first);
    expect(bundles.made).toBe(1);
  });

  test('is not bundled again when a file was only touched, or the lockfile is another', async () => {
    const rig = project();
    const first = await codeOf(rig);
    rig.write('src/a.ts', 'export const one = 1;');
    rig.write('package-lock.json', '{"packages": {"node_modules/x": {"version": "1.0.0"}}}');
    expect(await codeOf(rig)).toEqual(first);
    expect(bundles.made).toBe(1);
  });

  test('is told from code of equal size and equal times', async () => {
    const rig = project();
    const file = path.join(rig.root, 'src/a.ts');
    const first = await codeOf(rig);
    // Within one tick of the clock, as an editor or a script may well do.
    const {atime, mtime} = statSync(file);
    writeFileSync(file, 'export const one = 2;');
    utimesSync(file, atime, mtime);
    expect((await codeOf(rig)).bundle).not.toBe(first.bundle);
  });

  test('is told from a release of equal size and times that was unpacked over it', async () => {
    const rig = project();
    const file = path.join(rig.root, 'src/a.ts');
    utimesSync(file, 0, 0);
    const first = await codeOf(rig);
    writeFileSync(file, 'export const one = 2;');
    utimesSync(file, 0, 0);
    expect((await codeOf(rig)).bundle).not.toBe(first.bundle);
  });

  test.each([
    ['a file it uses', 'src/a.ts', 'export const one = 3;'],
    ['the settings of the compiler', 'tsconfig.json', '{"compilerOptions": {"target": "es2020"}}'],
  ])('is bundled again after a change of %s', async (_, file, content) => {
    const rig = project();
    await codeOf(rig);
    rig.write(file, content);
    await codeOf(rig);
    expect(bundles.made).toBe(2);
  });

  test('is bundled again when its bundle or the index is gone or broken', async () => {
    const rig = project();
    const first = await codeOf(rig);
    for (const name of readdirSync(codeFolder(rig.root))) {
      writeFileSync(path.join(codeFolder(rig.root), name), '{');
    }
    expect(await codeOf(rig)).toEqual(first);
    rig.remove('node_modules');
    expect(await codeOf(rig)).toEqual(first);
    expect(bundles.made).toBe(3);
  });
});
