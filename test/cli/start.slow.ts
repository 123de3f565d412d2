import {execFile} from 'node:child_process';
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {expect, it} from 'vitest';
import {freshFolder} from '../store/rig.ts';

const tsx = createRequire(import.meta.url).resolve('tsx');
const starter = join(import.meta.dirname, '../../src/cli/start/start.ts');

/** Prints what it imports, where it stands, and whether it ran in the bundle. */
const pipeline = `
import {start} from ${JSON.stringify(starter)};
await start(import.meta);
const {value} = await import('./parts/value.ts');
const {packaged} = await import('./parts/packaged.ts');
const bundled = new Error().stack?.includes('start.mjs');
console.log(JSON.stringify({value, packaged, bundled, root: import.meta.dirname}));
`;

const sources = {
  'package.json': '{"type": "module"}',
  'pipeline.ts': pipeline,
  'parts/value.ts': `export const value: string = 'old';`,
  'parts/packaged.ts': `export {packaged} from 'packaged';`,
  'node_modules/packaged/package.json': '{"type": "module", "exports": "./index.js"}',
  'node_modules/packaged/index.js': `export const packaged = 'old';`,
};

class Project {
  folder = join(freshFolder(), 'project');

  constructor() {
    for (const [name, text] of Object.entries(sources)) this.write(name, text);
  }

  get cache(): string {
    return join(this.folder, 'node_modules/.cache/three-factors');
  }

  get driver(): string {
    return join(this.cache, 'start.mjs');
  }

  write(name: string, text: string): void {
    mkdirSync(join(this.folder, name, '..'), {recursive: true});
    writeFileSync(join(this.folder, name), text);
  }

  async start(): Promise<unknown> {
    const {stdout, stderr} = await this.run();
    return stderr === '' ? JSON.parse(stdout) : stderr;
  }

  /** Does not reject when the program fails. */
  run(): Promise<{stdout: string; stderr: string}> {
    const args = ['--import', tsx, join(this.folder, 'pipeline.ts')];
    return promisify(execFile)(process.execPath, args).catch((error: unknown) => {
      if (error instanceof Error && 'stdout' in error && 'stderr' in error) {
        return {stdout: String(error.stdout), stderr: String(error.stderr)};
      }
      throw error;
    });
  }
}

/** What a start in the bundle prints. */
const said = (project: Project, value = 'old', packaged = 'old') => ({
  value,
  packaged,
  bundled: true,
  root: project.folder,
});

it('starts from the kept bundle while nothing changes', async () => {
  const project = new Project();
  expect(await project.start()).toEqual(said(project));
  const {ino} = statSync(project.driver);
  expect(await project.start()).toEqual(said(project));
  expect(statSync(project.driver).ino).toBe(ino);
});

it.each([
  ['a source', 'parts/value.ts', `export const value: string = 'new';`, ['new', 'old']],
  ['a package', 'node_modules/packaged/index.js', `export const packaged = 'new';`, ['old', 'new']],
])('sees an edit of %s that keeps its size and its time', async (_, name, text, values) => {
  const project = new Project();
  await project.start();
  const file = join(project.folder, name);
  const {atime, mtime} = statSync(file);
  project.write(name, text);
  utimesSync(file, atime, mtime);
  expect(await project.start()).toEqual(said(project, ...values));
});

it('imports on demand from a package, from what V8 has compiled before too', async () => {
  const project = new Project();
  project.write(
    'parts/value.ts',
    `export const value: string = typeof (await import('esbuild')).build;`,
  );
  expect(await project.start()).toEqual(said(project, 'function'));
  expect(await project.start()).toEqual(said(project, 'function'));
});

it('leaves outside what another process runs, and what that reaches', async () => {
  const project = new Project();
  project.write('parts/far.ts', `export const far: string = 'old';`);
  project.write('parts/part.ts', `export {far as default} from './far.ts';`);
  project.write(
    'parts/value.ts',
    `const part = {module: new URL('./part.ts', import.meta.url), load: () => import('./part.ts')};
    export const value: string = (await part.load()).default;`,
  );
  expect(await project.start()).toEqual(said(project));
  const {ino} = statSync(project.driver);
  project.write('parts/far.ts', `export const far: string = 'new';`);
  expect(await project.start()).toEqual(said(project, 'new'));
  expect(statSync(project.driver).ino).toBe(ino);
});

it('sees that an import leads elsewhere', async () => {
  const project = new Project();
  await project.start();
  project.write('node_modules/packaged/other.js', `export const packaged = 'other';`);
  const settings = '{"type": "module", "exports": "./other.js"}';
  project.write('node_modules/packaged/package.json', settings);
  expect(await project.start()).toEqual(said(project, 'old', 'other'));
});

it('is right after the project was moved', async () => {
  const project = new Project();
  await project.start();
  const moved = `${project.folder}-moved`;
  renameSync(project.folder, moved);
  project.folder = moved;
  expect(await project.start()).toEqual(said(project));
});

it('makes a damaged bundle anew', async () => {
  const project = new Project();
  await project.start();
  const text = readFileSync(project.driver, 'utf8');
  writeFileSync(project.driver, text.replace('"old"', '"bad"'));
  expect(await project.start()).toEqual(said(project));
  expect(readFileSync(project.driver, 'utf8')).toBe(text);
});

it('leaves one whole bundle and nothing else when several start at once', async () => {
  const project = new Project();
  const starts = await Promise.all(Array.from({length: 4}, () => project.start()));
  expect(starts).toEqual(Array.from({length: 4}, () => said(project)));
  expect(readdirSync(project.cache).sort()).toEqual([
    'clock',
    'start.mjs',
    'start.mjs.map',
    'start.mjs.v8',
  ]);
  expect(await project.start()).toEqual(said(project));
});

it('does without what V8 has compiled when that is damaged, and makes it anew', async () => {
  const project = new Project();
  await project.start();
  const file = `${project.driver}.v8`;
  const bytes = readFileSync(file);
  bytes.fill(255, bytes.length / 2, bytes.length / 2 + 500);
  writeFileSync(file, bytes);
  expect(await project.start()).toEqual(said(project));
  expect(readFileSync(file)).not.toEqual(bytes);
});

it('goes the plain way where no bundle can be kept', async () => {
  const project = new Project();
  writeFileSync(join(project.folder, 'node_modules/.cache'), '');
  expect(await project.start()).toEqual({...said(project), bundled: false});
});

it('leaves it to the plain way to say what is wrong with a source', async () => {
  const project = new Project();
  await project.start();
  project.write('parts/value.ts', 'export const value: string = ;');
  expect(await project.start()).toMatch(/parts\/value\.ts:1:\d+[^]*Unexpected ";"/);
});

it('names the source where something is thrown', async () => {
  const project = new Project();
  project.write('parts/value.ts', `\nthrow new Error('on purpose');\nexport const value = '';`);
  expect(await project.start()).toMatch(/on purpose\n.*parts\/value\.ts:2:7/);
});
