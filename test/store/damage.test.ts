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
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {z} from 'zod';
import {blobPath, manifestPath} from '../../src/store/layout.ts';
import {treeHash} from '../../src/store/manifest.ts';
import type {Manifest} from '../../src/store/types.ts';
import {freshFolder, listAll, openRig, publish, resultOf} from './rig.ts';
import {canonicalJson} from '../../src/system/canonical-json.ts';
import type {Json} from '../../src/system/json.ts';

const write = (path: string, text: string) => {
  chmodSync(path, 0o644);
  writeFileSync(path, text);
};

const replaceByFolder = (path: string) => {
  rmSync(path);
  mkdirSync(path);
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
  ['an unknown format', (m) => ({...m, format: 2})],
  ['the name of a prototype', (m) => ({...m, outputs: {['__proto__']: m.outputs['result']}})],
  ['the key of another', (m) => ({...m, key: 'a'.repeat(64)})],
  ['another preimage', (m) => ({...m, preimage: 'other'})],
  ['no outputs', (m) => ({...m, outputs: undefined})],
  ['a list', () => []],
  ['null', () => null],
];

describe('a manifest with', () => {
  it.each(hostile)('%s is a miss, set aside, and touches nothing', async (_, spoil) => {
    const {store, root, codes} = await openRig();
    const manifest = await publish(store, 'key', 'content');
    const path = manifestPath(root, manifest.key);
    write(path, canonicalize(spoil(manifest)));
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

describe('a manifest that', () => {
  it.each<[string, (path: string) => void]>([
    ['is cut', (path) => truncateSync(path, 40)],
    ['is empty', (path) => truncateSync(path, 0)],
    ['is not text', (path) => write(path, '\u0000\u0001')],
    ['is nested without end', (path) => write(path, '['.repeat(1e6) + ']'.repeat(1e6))],
    ['is larger than any we write', (path) => truncateSync(path, 2 ** 30)],
    ['is a folder', replaceByFolder],
    ['is a link', replaceByLink],
  ])('%s is a miss and set aside', async (_, spoil) => {
    const {store, root, codes} = await openRig();
    const manifest = await publish(store, 'key', 'content');
    spoil(manifestPath(root, manifest.key));
    expect(await store.find(manifest.key)).toBeUndefined();
    expect(codes()).toEqual(['STORE_MANIFEST_INVALID']);
    await publish(store, 'key', 'content');
    expect(await store.find(manifest.key)).toEqual(manifest);
  });

  it('lies about the size of a blob leaves the blob alone', async () => {
    const {store, root} = await openRig();
    const manifest = await publish(store, 'key', 'content');
    const {sha256} = resultOf(manifest);
    const file = {path: '', sha256, bytes: 8};
    const lie = withOutput(manifest, {bytes: 8, files: [file]});
    write(manifestPath(root, manifest.key), canonicalize(lie));
    expect(await store.find(manifest.key)).toBeUndefined();
    expect(readFileSync(blobPath(root, sha256), 'utf8')).toBe('content');
  });
});

/** Canonical text, so that what is wrong is the content and not its form. */
function canonicalize(value: unknown): string {
  return canonicalJson(z.custom<Json>().parse(JSON.parse(JSON.stringify(value))));
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
