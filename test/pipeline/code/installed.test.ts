import {symlinkSync} from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {execa} from 'execa';
import {describe, expect, test} from 'vitest';
import type {StageCode} from '../../../src/pipeline/code/code.ts';
import {readCode} from '../../../src/pipeline/code/read-code.ts';
import {describeChange} from '../../../src/pipeline/diff.ts';
import {PipelineError} from '../../../src/pipeline/errors.ts';
import {definePipeline} from '../../../src/pipeline/pipeline.ts';
import {bodyOf, freshFolder, Rig, type Locked} from '../rig/rig.ts';

/** A project whose body imports `dep`. */
function project(root = freshFolder()): Rig {
  const rig = new Rig(root);
  rig.write('bodies/body.ts', 'import dep from "dep"; import "node:path"; export default dep;');
  return rig;
}

async function codeOf({root}: Rig): Promise<StageCode> {
  const body = pathToFileURL(path.join(root, 'bodies/body.ts'));
  const code = await readCode([{stage: 'body', name: 'body', body, parts: {}}], {root});
  const found = code.get('body');
  if (!found) throw new Error('no code');
  return found;
}

const lockedBy = async (rig: Rig) => (await codeOf(rig)).locked;

async function refusal(rig: Rig) {
  const error: unknown = await codeOf(rig).catch((one: unknown) => one);
  if (error instanceof PipelineError) return error;
  throw new Error('nothing was refused', {cause: error});
}

const dep = (version: string, more: Locked = {}): Record<string, Locked> => ({
  'node_modules/dep': {version, integrity: `sha512-${version}`, ...more},
});

test('the closure holds everything that the imports reach, and nothing else', async () => {
  const rig = project();
  const integrity = 'sha512-x';
  const packages: Record<string, Locked> = {
    'node_modules/dep': {
      version: '1.0.0',
      integrity,
      dependencies: {b: '*', inner: '*'},
      peerDependencies: {peer: '*', 'no-peer': '*'},
    },
    'node_modules/dep/node_modules/b': {
      version: '2.0.0',
      integrity,
      dependencies: {c: '*', dep: '*'},
    },
    'node_modules/dep/node_modules/inner': {version: '2.1.0', inBundle: true},
    'node_modules/b': {version: '3.0.0', integrity},
    'node_modules/c': {
      version: '4.0.0',
      integrity,
      optionalDependencies: {'c-other': '*', 'c-here': '*', 'not-there': '*'},
    },
    'node_modules/c-other': {
      version: '4.0.1',
      integrity,
      optional: true,
      os: ['aix'],
      dependencies: {'c-shared': '*'},
    },
    'node_modules/c-shared': {version: '4.0.2', integrity, optional: true},
    'node_modules/c-here': {version: '4.0.3', integrity, optional: true},
    'node_modules/peer': {version: '5.0.0', integrity},
    'node_modules/@scope/z': {version: '6.0.0', integrity},
  };
  const other = ['node_modules/c-other', 'node_modules/c-shared'];
  rig.install(packages, other);
  const locked = {
    'node_modules/c': '4.0.0 sha512-x',
    'node_modules/c-here': '4.0.3 sha512-x',
    'node_modules/c-other': '4.0.1 sha512-x',
    'node_modules/c-shared': '4.0.2 sha512-x',
    'node_modules/dep': '1.0.0 sha512-x',
    'node_modules/dep/node_modules/b': '2.0.0 sha512-x',
    'node_modules/dep/node_modules/inner': '2.1.0',
    'node_modules/peer': '5.0.0 sha512-x',
  };
  expect(await lockedBy(rig)).toEqual(locked);

  // What could not be made on this machine is not what stands in another machine's key.
  rig.remove('node_modules/c-here');
  expect(await lockedBy(rig)).toEqual({...locked, 'node_modules/c-here': 'absent'});
});

describe('what is not installed as it is locked is refused, with the command that cures it', () => {
  const cases: [what: string, received: string, spoil: (rig: Rig) => void][] = [
    ['a lockfile that came later', '1.0.0', (rig) => rig.lock(dep('2.0.0'))],
    [
      'other bytes of the same version',
      '1.0.0 sha512-1.0.0',
      (rig) => rig.lock(dep('1.0.0', {integrity: 'sha512-other'})),
    ],
    [
      'a package that was replaced by hand',
      '1.5.0',
      (rig) => void rig.write('node_modules/dep/package.json', '{"version": "1.5.0"}'),
    ],
    ['a package that is gone', 'nothing', (rig) => rig.remove('node_modules/dep')],
    [
      'packages that npm has not installed',
      '1.0.0, not by npm',
      (rig) => rig.remove('node_modules/.package-lock.json'),
    ],
    [
      'a link where a package should be',
      'link to ../mine',
      (rig) => {
        rig.remove('node_modules/dep');
        rig.write('mine/package.json', '{"version":"1.0.0","main":"index.js"}');
        symlinkSync('../mine', path.join(rig.root, 'node_modules/dep'));
      },
    ],
    [
      'a package that stands in front of another',
      '0.1.0',
      (rig) =>
        void rig.write('node_modules/dep/node_modules/inner/package.json', '{"version": "0.1.0"}'),
    ],
  ];

  test.each(cases)('%s', async (_, received, spoil) => {
    const rig = project();
    const installed = {
      ...dep('1.0.0', {dependencies: {inner: '*'}}),
      'node_modules/inner': {version: '1.0.0', integrity: 'sha512-i'},
    };
    const refused = {code: 'PACKAGE_NOT_AS_LOCKED', received, next: 'Run `npm ci`.'};
    rig.install(installed);
    const {packages} = await codeOf(rig);
    spoil(rig);
    expect(await refusal(rig)).toMatchObject(refused);
    // Nor is it taken the second time, or by who has never seen it well.
    expect(await refusal(rig)).toMatchObject(refused);
    rig.remove('node_modules/.cache');
    expect(await refusal(rig)).toMatchObject(refused);
    rig.remove('node_modules');
    rig.install(installed);
    expect((await codeOf(rig)).packages).toBe(packages);
  });

  test('but not what no import reaches', async () => {
    const rig = project();
    const stray = (version: string) => ({'node_modules/stray': {version, integrity: version}});
    rig.install({...dep('1.0.0'), ...stray('1.0.0')});
    const {packages} = await codeOf(rig);
    rig.lock({...dep('1.0.0'), ...stray('2.0.0')});
    expect((await codeOf(rig)).packages).toBe(packages);
  });

  test('nothing runs, and what the old package made is not known under the new key', async () => {
    const rig = project();
    const stage = rig.stage('made', {});
    rig.write('bodies/made.ts', bodyOf('dep', 'import dep from "dep";'));
    const pipeline = definePipeline({seed: 1});
    pipeline.add(stage, {cell: 'x', parameters: {}});
    const install = (version: string) => {
      rig.install(dep(version));
      rig.write('node_modules/dep/index.js', `module.exports = ${JSON.stringify(version)};`);
    };
    install('1.0.0');
    expect(await rig.text(await rig.run(pipeline), 'made/x')).toBe('1.0.0');
    rig.lock(dep('2.0.0'));
    await expect(rig.run(pipeline)).rejects.toHaveProperty(
      'next',
      expect.stringContaining('npm ci'),
    );
    install('2.0.0');
    const ran = await rig.run(pipeline);
    expect([ran.executed, await rig.text(ran, 'made/x')]).toEqual([['made/x'], '2.0.0']);
  });
});

describe('a package that nobody vouches for counts by its content', () => {
  const commit = (hash: string): Record<string, Locked> => ({
    'node_modules/dep': {version: '1.0.0', resolved: `git+ssh://git@host/dep.git#${hash}`},
  });
  const linked: Record<string, Locked> = {
    'node_modules/dep': {resolved: 'packages/dep', link: true},
    'packages/dep': {version: '1.0.0', dependencies: {inner: '*'}},
    'node_modules/inner': {version: '1.0.0', integrity: 'sha512-i'},
  };

  function linkedProject(): Rig {
    const rig = project();
    rig.install(linked);
    rig.write(
      'packages/dep/package.json',
      '{"version": "1.0.0", "main": "index.js", "dependencies": {"inner": "*"}}',
    );
    rig.write('packages/dep/index.js', 'exports.one = 1;');
    symlinkSync('../packages/dep', path.join(rig.root, 'node_modules/dep'));
    return rig;
  }

  test('a git dependency: the same version of another commit', async () => {
    const rig = project();
    rig.install(commit('a'));
    rig.write('node_modules/dep/index.js', 'exports.one = 1;');
    const first = await codeOf(rig);
    rig.lock(commit('b'));
    expect(await refusal(rig)).toMatchObject({
      code: 'PACKAGE_NOT_AS_LOCKED',
      received: 'git+ssh://git@host/dep.git#a',
    });
    rig.install(commit('b'));
    rig.write('node_modules/dep/index.js', 'exports.one = 2;');
    const second = await codeOf(rig);
    expect(second.packages).not.toBe(first.packages);
    rig.install(commit('a'));
    rig.write('node_modules/dep/index.js', 'exports.one = 1;');
    expect((await codeOf(rig)).packages).toBe(first.packages);
  });

  test('a workspace or a linked folder, with what it depends on', async () => {
    const rig = linkedProject();
    const first = await codeOf(rig);
    expect(first.locked).toMatchObject({
      'node_modules/dep': 'link packages/dep',
      'node_modules/inner': '1.0.0 sha512-i',
    });
    rig.write('packages/dep/index.js', 'exports.one = 2;');
    const second = await codeOf(rig);
    rig.write('packages/dep/deep/more.js', 'exports.two = 2;');
    const third = await codeOf(rig);
    expect(new Set([first, second, third].map(({packages}) => packages)).size).toBe(3);
    rig.remove('packages/dep/deep/more.js');
    rig.write('packages/dep/index.js', 'exports.one = 1;');
    expect((await codeOf(rig)).packages).toBe(first.packages);
  });

  test('its own word on what it needs may be younger than the lockfile', async () => {
    const rig = linkedProject();
    rig.write('packages/dep/package.json', '{"version": "1.0.0", "dependencies": {"new": "*"}}');
    expect(await refusal(rig)).toMatchObject({code: 'PACKAGE_NOT_LOCKED', received: 'new'});
  });

  test('a link that leads elsewhere is refused', async () => {
    const rig = linkedProject();
    rig.remove('node_modules/dep');
    rig.write('other/package.json', '{"version": "1.0.0"}');
    symlinkSync('../other', path.join(rig.root, 'node_modules/dep'));
    expect(await refusal(rig)).toMatchObject({
      code: 'PACKAGE_NOT_AS_LOCKED',
      received: 'link to ../other',
    });
  });

  test('an explanation says that it is the content', () => {
    const packages = (content: string) => ({
      field: 'packages' as const,
      name: 'node_modules/dep',
      before: '1.0.0 content-a',
      after: `1.0.0 content-${content}`,
    });
    expect(describeChange(packages('b'))).toBe('dep 1.0.0: other content');
  });
});

test('what npm itself installs is as it is locked', async () => {
  const rig = project();
  const packed = (version: string) => {
    rig.write(`made/${version}/package/package.json`, JSON.stringify({name: 'tarred', version}));
    rig.write(`made/${version}/package/index.js`, `module.exports = '${version}';`);
    return execa('tar', ['-czf', `tarred-${version}.tgz`, '-C', `made/${version}`, 'package'], {
      cwd: rig.root,
    });
  };
  const npm = (...args: string[]) =>
    execa('npm', [...args, '--offline', '--no-audit', '--no-fund'], {cwd: rig.root});
  await Promise.all([packed('1.0.0'), packed('2.0.0')]);
  rig.write(
    'work/dep/package.json',
    '{"name": "dep", "version": "1.0.0", "dependencies": {"tarred": "file:../../tarred-1.0.0.tgz"}}',
  );
  rig.write('package.json', '{"type": "module", "workspaces": ["work/*"]}');
  rig.remove('package-lock.json');
  await npm('install');
  const identities = Object.entries(await lockedBy(rig)).map((entry) => entry.join(': '));
  expect(identities).toEqual([
    'node_modules/dep: link work/dep',
    expect.stringMatching(/^node_modules\/tarred: 1\.0\.0 sha512-/),
    expect.stringMatching(/^work\/dep: 1\.0\.0 content-/),
  ]);

  rig.write(
    'work/dep/package.json',
    '{"name": "dep", "version": "1.0.0", "dependencies": {"tarred": "file:../../tarred-2.0.0.tgz"}}',
  );
  await npm('install', '--package-lock-only');
  expect(await refusal(rig)).toMatchObject({code: 'PACKAGE_NOT_AS_LOCKED', received: '1.0.0'});
  await npm('ci');
  expect((await lockedBy(rig))['node_modules/tarred']).toMatch(/^2\.0\.0 sha512-/);
}, 60_000);
