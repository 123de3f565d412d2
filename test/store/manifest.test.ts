import {existsSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {checkStore} from '../../src/store/fsck.ts';
import {manifestPath} from '../../src/store/layout.ts';
import {isManifest} from '../../src/store/manifest-guard.ts';
import {ManifestSchema, treeHash} from '../../src/store/manifest-schema.ts';
import {hasConflict} from '../../src/store/paths.ts';
import type {Manifest, OutputRecord} from '../../src/store/types.ts';
import {isMembers} from '../../src/system/json.ts';
import {listAll, openRig, publish, resultOf} from './rig.ts';
import {withFile, withHash, withOutput, withTree, write} from './spoil.ts';

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
  ['30,000 outputs', (m) => ({...m, outputs: many(30_000, resultOf(m))})],
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

describe('the quick guard of manifests', () => {
  const asRead = (value: unknown): unknown =>
    typeof value === 'string' ? JSON.parse(value) : JSON.parse(JSON.stringify(value));

  it('takes what the store writes: files, and trees', async () => {
    const {store} = await openRig();
    const manifest = await publish(store, 'key', 'content');
    expect(isManifest(asRead(manifest))).toBe(true);
    expect(isManifest(asRead(withTree(manifest, ['a', 'b/c'])))).toBe(true);
  });

  it('takes nothing that the schema refuses', async () => {
    const {store} = await openRig();
    const sound = asRead(await publish(store, 'key', 'content'));
    const strange = [null, 1, -1, 0.5, 2 ** 60, 'x', '', '\n', 'a'.repeat(300), [], {}, [{}]];
    const places = placesIn(sound);
    expect(places.length).toBeGreaterThan(15);
    for (const place of places) {
      for (const put of [...strange, undefined]) agree(asRead(changed(sound, place, put)));
    }
  });

  it.each(hostile)('agrees with the schema on %s', async (_, spoil) => {
    const {store} = await openRig();
    agree(asRead(spoil(await publish(store, 'key', 'content'))));
  });

  function agree(value: unknown): void {
    if (isManifest(value)) expect(ManifestSchema.safeParse(value).data).toEqual(value);
  }
});

/** Paths of all that a value holds; besides, of a member too many in every object. */
function placesIn(value: unknown): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([name, part]) =>
    [[], ...placesIn(part)].map((path) => [name, ...path]),
  );
  return [['more'], ...inner];
}

/** A copy with another value at a path. */
function changed(value: unknown, path: readonly string[], put: unknown): unknown {
  if (path.length === 0) return put;
  const [name, ...rest] = path;
  if (Array.isArray(value))
    return value.map((part: unknown, at) => (`${at}` === name ? changed(part, rest, put) : part));
  const members = isMembers(value) ? value : {};
  return {...members, [name]: changed(members[name], rest, put)};
}

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
