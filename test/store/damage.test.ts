import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {checkStore} from '../../src/store/fsck.ts';
import {blobPath, manifestPath} from '../../src/store/layout.ts';
import {treeHash} from '../../src/store/manifest.ts';
import {hasConflict} from '../../src/store/paths.ts';
import type {Manifest, OutputRecord} from '../../src/store/types.ts';
import {asNobody, freshFolder, listAll, openRig, publish, resultOf} from './rig.ts';
import {sha256} from '../../src/system/hash.ts';

const write = (path: string, text: string) => {
  chmodSync(path, 0o644);
  writeFileSync(path, text);
};

const replaceByFolder = (path: string) => {
  rmSync(path);
  mkdirSync(path);
};

const replaceByPipe = (path: string) => {
  rmSync(path);
  execFileSync('mkfifo', [path]);
};

/** By a link to the very same content, which must not be followed all the same. */
const replaceByLink = (path: string) => {
  renameSync(path, `${path}.moved`);
  symlinkSync(`${path}.moved`, path);
};

describe('a blob that', () => {
  const content = 'content of a blob';
  it.each<[string, (path: string) => void]>([
    ['was altered', (path) => write(path, content.toUpperCase())],
    ['was cut', (path) => truncateSync(path, 3)],
    ['was appended to', (path) => appendFileSync(path, 'more')],
    ['became a folder', replaceByFolder],
    ['became a link', replaceByLink],
    ['became a pipe', replaceByPipe],
  ])('%s is set aside, said, and made again', async (_, damage) => {
    const {store, root, codes} = await openRig();
    const {key, ...rest} = await publish(store, 'key', content);
    const path = blobPath(root, resultOf({key, ...rest}).sha256);
    damage(path);
    expect(await store.find(key)).toBeUndefined();
    expect(codes()).toEqual(['STORE_BLOB_DAMAGED', 'STORE_BLOB_LOST']);
    expect(existsSync(path)).toBe(false);
    expect(listAll(join(root, 'quarantine'))).toHaveLength(1);
    await publish(store, 'key', content);
    expect(await store.find(key)).toEqual({key, ...rest});
  });

  it('is missing is said', async () => {
    const {store, root, codes} = await openRig();
    const manifest = await publish(store, 'key', content);
    rmSync(blobPath(root, resultOf(manifest).sha256));
    expect(await store.find(manifest.key)).toBeUndefined();
    expect(codes()).toEqual(['STORE_BLOB_LOST']);
  });

  it('lost its seal only, as by a copy of the store, is sound and sealed again', async () => {
    const {store, root, codes} = await openRig();
    const manifest = await publish(store, 'key', content);
    const path = blobPath(root, resultOf(manifest).sha256);
    utimesSync(path, 1, 1);
    expect(await store.find(manifest.key)).toEqual(manifest);
    expect(codes()).toEqual([]);
  });

  it('rotted under its seal is caught when it is read', async () => {
    const rig = await openRig();
    const manifest = await publish(rig.store, 'key', content);
    const path = blobPath(rig.root, resultOf(manifest).sha256);
    write(path, content.toUpperCase());
    const seal = new Date(Date.UTC(2017, 10, 17));
    utimesSync(path, seal, seal);
    const {store, codes} = await openRig({folder: rig.root});
    const reading = store.checkout(resultOf(manifest), join(freshFolder(), 'in'));
    await expect(reading).rejects.toMatchObject({code: 'STORE_BLOB_LOST'});
    expect(codes()).toEqual(['STORE_BLOB_DAMAGED']);
  });

  it('may not be read is set aside, said, and made again', async () => {
    const {root, ...first} = await openRig();
    const manifest = await publish(first.store, 'key', content);
    chmodSync(blobPath(root, resultOf(manifest).sha256), 0);
    await asNobody(root, async () => {
      const {store, codes} = await openRig({folder: root});
      expect(await store.find(manifest.key)).toBeUndefined();
      expect(codes()).toEqual(['STORE_BLOB_DAMAGED', 'STORE_BLOB_LOST']);
      await publish(store, 'key', content);
      expect(await store.find(manifest.key)).toEqual(manifest);
    });
  });

  it('is altered after this process has read it is caught at the next reading', async () => {
    const {store, root} = await openRig();
    const manifest = await publish(store, 'key', content);
    await store.checkout(resultOf(manifest), '');
    write(blobPath(root, resultOf(manifest).sha256), content.toUpperCase());
    const reading = store.checkout(resultOf(manifest), '');
    await expect(reading).rejects.toMatchObject({code: 'STORE_BLOB_LOST'});
  });
});

/** Changes to a sound manifest, each of which makes it a lie or an attack. */
const hostile: [string, (manifest: Manifest) => unknown][] = [
  ['a path that climbs', (m) => withTree(m, ['../../escape'])],
  ['a path that climbs from within', (m) => withTree(m, ['a/../../escape'])],
  ['an absolute path', (m) => withTree(m, ['/etc/passwd'])],
  ['a path with a backslash', (m) => withTree(m, ['..\\escape'])],
  ['a path with a zero byte', (m) => withTree(m, ['a\0b'])],
  ['an empty segment', (m) => withTree(m, ['a//b'])],
  ['a dot', (m) => withTree(m, ['.'])],
  ['a path without end', (m) => withTree(m, ['a'.repeat(5000)])],
  ['one path twice', (m) => withTree(m, ['a', 'a'])],
  ['a file where a folder must be', (m) => withTree(m, ['a', 'a/b'])],
  ['a hash that is a path', (m) => withFile(m, {sha256: '../../../../etc/passwd'})],
  ['a hash in capitals', (m) => withFile(m, {sha256: 'A'.repeat(64)})],
  ['a negative size', (m) => withFile(m, {bytes: -1})],
  ['a size beyond all disks', (m) => withFile(m, {bytes: 2 ** 52})],
  ['a size that is no number', (m) => withFile(m, {bytes: '7'})],
  ['a size that does not add up', (m) => withFile(m, {bytes: 8})],
  ['an output of one file that has none', (m) => withOutput(m, {files: []})],
  ['an unknown field', (m) => ({...m, run: 'rm -rf /'})],
  ['an unknown form', (m) => withOutput(m, {form: 'link'})],
  ['an unknown format', (m) => ({...m, format: 'two'})],
  ['the name of a prototype', (m) => ({...m, outputs: {['__proto__']: m.outputs['result']}})],
  ['the key of another', (m) => ({...m, key: 'a'.repeat(64)})],
  ['another preimage', (m) => ({...m, preimage: 'other'})],
  ['no outputs', (m) => ({...m, outputs: undefined})],
  ['a name of 300 characters', (m) => withTree(m, ['n'.repeat(300)])],
  ['a name of 300 bytes', (m) => withTree(m, ['é'.repeat(150)])],
  ['a name that turns the line around', (m) => withTree(m, ['a\u202egpj.exe'])],
  ['a node that drives the terminal', (m) => ({...m, node: 'train/\u001b[2J'})],
  ['provenance beyond all numbers', (m) => lift(m, 'provenance', '{"seconds":1e999}')],
  ['half a character', (m) => lift(m, 'provenance', '{"seconds":"\\ud800"}')],
  ['provenance that is nested too deep', (m) => lift(m, 'provenance', `{"a":${nested(10_000)}}`)],
  ['250,000 outputs', (m) => ({...m, outputs: many(250_000, resultOf(m))})],
  ['101 outputs', (m) => ({...m, outputs: many(101, resultOf(m))})],
  ['more files than any tree has', (m) => withTree(m, [...Array(20_001).keys()].map(String))],
  ['a list', () => []],
  ['null', () => null],
];

describe('a manifest with', () => {
  it.each(hostile)('%s is a miss, set aside, and touches nothing', async (_, spoil) => {
    const {store, root, codes} = await openRig();
    const manifest = await publish(store, 'key', 'content');
    const path = manifestPath(root, manifest.key);
    write(path, withHash(spoil(manifest)));
    const before = listAll(join(root, '..')).filter((name) => !/quarantine|\/ac\//.test(name));
    expect(await store.find(manifest.key)).toBeUndefined();
    expect(codes()).toEqual(['STORE_MANIFEST_INVALID']);
    expect(listAll(join(root, 'quarantine'))).toHaveLength(1);
    const after = listAll(join(root, '..')).filter((name) => !/quarantine|\/ac\//.test(name));
    expect(after).toEqual(before);
    await publish(store, 'key', 'content');
    expect(await store.find(manifest.key)).toEqual(manifest);
  });
});

/** The text of a manifest, with a member that JSON cannot be made of. */
const lift = (manifest: Manifest, member: string, text: string): string =>
  JSON.stringify({...manifest, [member]: '%'}).replace('"%"', text);
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const many = (count: number, output: OutputRecord) =>
  Object.fromEntries(Array.from({length: count}, (_, index) => [`o${index}`, output]));

/** What a node whose preimage names its outputs made, changed. */
const otherOutputs: [string, (result: OutputRecord) => Manifest['outputs']][] = [
  ['one is missing', () => ({})],
  ['a name lost a bit', (result) => ({sesult: result})],
  ['there is one more', (result) => ({result, more: result})],
  ['a file is taken for a tree', (result) => ({result: asTree(result)})],
  ['its kind is another', (result) => ({result: {...result, kind: 'page'}})],
];
const asTree = (output: OutputRecord): OutputRecord => {
  const files = output.files.map((file) => ({...file, path: 'a'}));
  return {...output, form: 'tree', files, sha256: treeHash(files)};
};

describe('a manifest whose outputs are not those that the preimage names', () => {
  it.each(otherOutputs)('since %s is a miss, set aside', async (_, change) => {
    const {store, root, codes} = await openRig();
    const preimage = {outputs: {result: 'text (file)'}};
    const manifest = await publish(store, preimage, 'content');
    const lie = {...manifest, outputs: change(resultOf(manifest))};
    write(manifestPath(root, manifest.key), withHash(lie));
    expect(await store.find(manifest.key)).toBeUndefined();
    expect(codes()).toEqual(['STORE_MANIFEST_INVALID']);
    await publish(store, preimage, 'content');
    expect(await store.find(manifest.key)).toEqual(manifest);
  });

  it('cannot be published', async () => {
    const {store} = await openRig();
    const preimage = {outputs: {result: 'page (tree)'}};
    const attempt = publish(store, preimage, 'content');
    await expect(attempt).rejects.toMatchObject({code: 'STORE_OUTPUT_INVALID'});
  });
});

it('any bit of a manifest that is flipped makes it a miss, and the store goes on', async () => {
  const {store, root, codes} = await openRig();
  const preimage = {outputs: {result: 'text (file)'}};
  const manifest = await publish(store, preimage, 'content');
  const path = manifestPath(root, manifest.key);
  const text = readFileSync(path);
  for (let at = 0; at < text.length; at += 3) {
    const flipped = Buffer.from(text);
    flipped[at] ^= 1 << (at % 8);
    rmSync(path, {force: true});
    writeFileSync(path, flipped);
    expect(await store.find(manifest.key)).toBeUndefined();
  }
  expect(new Set(codes())).toEqual(new Set(['STORE_MANIFEST_INVALID']));
  await publish(store, preimage, 'content');
  expect(await store.find(manifest.key)).toEqual(manifest);
});

describe('a manifest of another version of the program', () => {
  it('is a miss and no damage; ours takes the place of an older one', async () => {
    const {store, root, codes} = await openRig();
    const manifest = await publish(store, 'key', 'content');
    const path = manifestPath(root, manifest.key);
    write(path, JSON.stringify({...manifest, format: 1}));
    expect(await store.find(manifest.key)).toBeUndefined();
    expect((await checkStore(root)).problems).toEqual([]);
    expect(existsSync(path)).toBe(true);
    await publish(store, 'key', 'content');
    expect(await store.find(manifest.key)).toEqual(manifest);
    expect(codes()).toEqual([]);
  });

  it('that is newer stays', async () => {
    const {store, root, codes} = await openRig();
    const manifest = await publish(store, 'key', 'content');
    const path = manifestPath(root, manifest.key);
    const newer = withHash({...manifest, format: 3, more: true});
    write(path, newer);
    expect(await store.find(manifest.key)).toBeUndefined();
    const attempt = publish(store, 'key', 'content');
    await expect(attempt).rejects.toMatchObject({code: 'STORE_FORMAT_NEWER'});
    expect(readFileSync(path, 'utf8')).toBe(newer);
    expect(codes()).toEqual([]);
  });
});

it('the paths of a tree are compared in time that grows with their number', () => {
  const segments = (index: number) => Array.from({length: 490}, () => 'a').concat(String(index));
  const files = (count: number) =>
    Array.from({length: count}, (_, index) => ({
      path: segments(index).join('/'),
      sha256: key64,
      bytes: 1,
    }));
  let compared = 0;
  const counted = (count: number) => {
    compared = 0;
    const spied = files(count).map((file) => ({
      ...file,
      get path() {
        compared++;
        return file.path;
      },
    }));
    expect(hasConflict(spied)).toBe(false);
    return compared;
  };
  expect(counted(2000)).toBe(2 * counted(1000));
  expect(hasConflict([...files(3), {path: 'a/a', sha256: key64, bytes: 1}])).toBe(true);
  expect(hasConflict([...files(3), {path: 'a-b', sha256: key64, bytes: 1}])).toBe(false);
});
const key64 = 'a'.repeat(64);

describe('a manifest that', () => {
  it.each<[string, (path: string) => void]>([
    ['is cut', (path) => truncateSync(path, 40)],
    ['is empty', (path) => truncateSync(path, 0)],
    ['is not text', (path) => write(path, '\u0000\u0001')],
    ['is nested without end', (path) => write(path, '['.repeat(1e6) + ']'.repeat(1e6))],
    ['is larger than any we write', (path) => truncateSync(path, 2 ** 30)],
    ['is a folder', replaceByFolder],
    ['is a link', replaceByLink],
    ['is a pipe', replaceByPipe],
  ])('%s is a miss and set aside', async (_, spoil) => {
    const {store, root, codes} = await openRig();
    const manifest = await publish(store, 'key', 'content');
    spoil(manifestPath(root, manifest.key));
    expect(await store.find(manifest.key)).toBeUndefined();
    expect(codes()).toEqual(['STORE_MANIFEST_INVALID']);
    await publish(store, 'key', 'content');
    expect(await store.find(manifest.key)).toEqual(manifest);
  });

  it('may not be read is a miss, set aside, and made again', async () => {
    const {root, ...first} = await openRig();
    const manifest = await publish(first.store, 'key', 'content');
    chmodSync(manifestPath(root, manifest.key), 0);
    await asNobody(root, async () => {
      const {store, codes} = await openRig({folder: root});
      expect(await store.find(manifest.key)).toBeUndefined();
      expect(codes()).toEqual(['STORE_MANIFEST_INVALID']);
      await publish(store, 'key', 'content');
      expect(await store.find(manifest.key)).toEqual(manifest);
    });
  });

  it('may not be read, in a folder that may not be, is a miss and said', async () => {
    const {root, ...first} = await openRig();
    const manifest = await publish(first.store, 'key', 'content');
    const folder = join(manifestPath(root, manifest.key), '..');
    chmodSync(folder, 0);
    await asNobody(root, async () => {
      const {store, codes} = await openRig({folder: root});
      expect(await store.find(manifest.key)).toBeUndefined();
      expect(codes()).toEqual(['STORE_UNREADABLE']);
      expect((await checkStore(root)).problems.map(({code}) => code)).toEqual(['STORE_UNREADABLE']);
    });
    chmodSync(folder, 0o755);
  });

  it('lies about the size of a blob leaves the blob alone', async () => {
    const {store, root} = await openRig();
    const manifest = await publish(store, 'key', 'content');
    const {sha256} = resultOf(manifest);
    const file = {path: '', sha256, bytes: 8};
    const lie = withOutput(manifest, {bytes: 8, files: [file]});
    write(manifestPath(root, manifest.key), withHash(lie));
    expect(await store.find(manifest.key)).toBeUndefined();
    expect(readFileSync(blobPath(root, sha256), 'utf8')).toBe('content');
  });
});

/** A text with the hash that it names, so that what is wrong is the content and not its form. */
function withHash(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `{"hash":"${sha256(text)}",${text.slice(1)}`;
}

function withOutput(manifest: Manifest, change: object): unknown {
  return {...manifest, outputs: {result: {...resultOf(manifest), ...change}}};
}

function withFile(manifest: Manifest, change: object): unknown {
  const [file] = resultOf(manifest).files;
  return withOutput(manifest, {files: [{...file, ...change}]});
}

/** A tree whose sizes and hash fit, so that only its paths are at fault. */
function withTree(manifest: Manifest, paths: string[]): unknown {
  const files = paths.map((path) => ({...resultOf(manifest).files[0], path}));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return withOutput(manifest, {form: 'tree', sha256: treeHash(files), bytes, files});
}
