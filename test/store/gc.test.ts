import {execFileSync} from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {collectGarbage, GRACE} from '../../src/store/gc.ts';
import {blobPath, manifestPath} from '../../src/store/layout.ts';
import {registerNeeds} from '../../src/store/roots.ts';
import {isRecord} from '../../src/store/archive.ts';
import {checkStore} from '../../src/store/fsck.ts';
import type {OutputRecord} from '../../src/store/types.ts';
import {digest} from '../../src/system/canonical-json.ts';
import {asNobody, freshFolder, listAll, openRig, pend, publish, resultOf} from './rig.ts';

const later = () => Date.now() + GRACE + 1000;
const clone = {host: 'here', clone: '/home/me/clone', profile: 'quick', time: 0, complete: true};

/** A store with one result that a clone needs and one that none does. */
async function openWithGarbage() {
  const rig = await openRig();
  const needed = await publish(rig.store, 'needed', {shared: 'both', own: 'needed'});
  const dead = await publish(rig.store, 'dead', {shared: 'both', own: 'dead'});
  await registerNeeds(rig.root, {...clone, keys: [needed.key]});
  return {...rig, needed, dead};
}

describe('the gc', () => {
  it('removes what no clone needs, and prices it', async () => {
    const {store, root, needed, dead} = await openWithGarbage();
    const report = await collectGarbage(root, {now: later(), dryRun: false});
    expect(report).toMatchObject({
      results: [{key: dead.key, node: 'train/a', seconds: 2, bytes: 8}],
      blobs: 1,
      seconds: 2,
      clones: 1,
      kept: {results: 1, bytes: 10},
    });
    expect(await store.find(dead.key)).toBeUndefined();
    expect(await store.find(needed.key)).toEqual(needed);
    await store.checkout(resultOf(needed), join(freshFolder(), 'in'));
  });

  it('only says what it would do in a dry run', async () => {
    const {root} = await openWithGarbage();
    const before = listAll(root);
    const dry = await collectGarbage(root, {now: later(), dryRun: true});
    expect(listAll(root)).toEqual(before);
    expect(await collectGarbage(root, {now: later(), dryRun: false})).toEqual(dry);
  });

  it('leaves alone what is younger than the grace period', async () => {
    const {root} = await openWithGarbage();
    const before = listAll(root);
    await collectGarbage(root, {now: Date.now(), dryRun: false});
    expect(listAll(root)).toEqual(before);
  });

  it('leaves alone an old blob that a run has just published again', async () => {
    const {store, root, dead} = await openWithGarbage();
    await collectGarbage(root, {now: later(), dryRun: false});
    expect(await store.find(dead.key)).toBeUndefined();
    const again = await publish(store, 'dead', {shared: 'both', own: 'dead'});
    await collectGarbage(root, {now: Date.now() + 1000, dryRun: false});
    expect(await store.find(again.key)).toEqual(again);
  });

  it('drops what is no record of the results that stay, when only records are kept', async () => {
    const {store, root} = await openRig();
    const preimage = {all: 'both'};
    const both = {record: pend('numbers'), weights: {...pend('weights'), kind: 'weights'}};
    const made = {key: digest(preimage), node: 'train/a', stage: 'train', preimage, provenance: {}};
    const published = await store.publish(made, both);
    await registerNeeds(root, {...clone, keys: [published.key]});
    const keep = (output: OutputRecord) => isRecord(output, ['weights']);
    const report = await collectGarbage(root, {now: later(), dryRun: false, keep});
    expect(report).toMatchObject({results: [], blobs: 1, kept: {results: 1, bytes: 7}});
    expect(await store.known(published.key)).toEqual(published);
    expect(await store.find(published.key)).toBeUndefined();
    const {weights, ...records} = published.outputs;
    expect(await store.holds(records)).toBe(true);
    expect(await store.holds({weights})).toBe(false);
    expect((await checkStore(root)).problems).toEqual([]);
  });

  it('keeps what any clone and any profile needs, until that one runs again', async () => {
    const {root, needed, dead} = await openWithGarbage();
    await registerNeeds(root, {...clone, profile: 'paper', keys: [dead.key]});
    expect((await collectGarbage(root, {now: later(), dryRun: true})).results).toEqual([]);
    await registerNeeds(root, {...clone, profile: 'paper', keys: [needed.key]});
    expect((await collectGarbage(root, {now: later(), dryRun: true})).results).toHaveLength(1);
  });

  it('removes unfinished files and what was set aside, when they are old', async () => {
    const {root} = await openWithGarbage();
    writeFileSync(join(root, 'unfinished', '.tmp-1'), 'cut');
    expect((await collectGarbage(root, {now: Date.now(), dryRun: false})).leftovers).toBe(0);
    expect((await collectGarbage(root, {now: later(), dryRun: false})).leftovers).toBe(1);
  });

  it('refuses when it cannot know what is needed', async () => {
    const {root} = await openWithGarbage();
    const [name] = listAll(join(root, 'roots'));
    writeFileSync(join(root, 'roots', name), '{');
    const options = {now: later(), dryRun: false};
    await expect(collectGarbage(root, options)).rejects.toMatchObject({code: 'STORE_ROOT_INVALID'});
    rmSync(join(root, 'roots', name));
    await expect(collectGarbage(root, options)).rejects.toMatchObject({code: 'STORE_NO_ROOTS'});
    const mistyped = collectGarbage(`${root}-not`, options);
    await expect(mistyped).rejects.toMatchObject({code: 'STORE_ABSENT'});
  });

  it.each<[string, (path: string) => void]>([
    ['a folder', (path) => mkdirSync(path)],
    ['a pipe', (path) => execFileSync('mkfifo', [path])],
    ['a link', (path) => symlinkSync('/etc/hostname', path)],
  ])('keeps every blob while a manifest is hidden by %s', async (_, hide) => {
    const {root, needed} = await openWithGarbage();
    const path = manifestPath(root, needed.key);
    rmSync(path);
    hide(path);
    const blobs = listAll(join(root, 'cas'));
    const report = await collectGarbage(root, {now: later(), dryRun: false});
    expect(report.problems).toHaveLength(1);
    expect(listAll(join(root, 'cas'))).toEqual(blobs);
  });

  it.each(['ac', 'a folder of ac'])('keeps every blob while %s is away', async (part) => {
    const {root, needed} = await openWithGarbage();
    const path = part === 'ac' ? join(root, 'ac') : dirname(manifestPath(root, needed.key));
    const blobs = listAll(join(root, 'cas'));
    renameSync(path, join(root, 'away'));
    if (part !== 'ac') symlinkSync(join(root, 'away'), path);
    const report = await collectGarbage(root, {now: later(), dryRun: false});
    expect(report.problems).toHaveLength(1);
    expect(listAll(join(root, 'cas'))).toEqual(blobs);
  });

  it('keeps every blob while a manifest may not be read', async () => {
    const {root, needed} = await openWithGarbage();
    chmodSync(manifestPath(root, needed.key), 0);
    const blobs = listAll(join(root, 'cas'));
    const report = await asNobody(root, () => collectGarbage(root, {now: later(), dryRun: false}));
    expect(report.problems).toMatchObject([{code: 'STORE_UNREADABLE'}]);
    expect(listAll(join(root, 'cas'))).toEqual(blobs);
  });

  it('keeps what an older version of the program needs, and removes what nobody does', async () => {
    const {root, needed, dead} = await openWithGarbage();
    for (const {key, ...rest} of [needed, dead]) {
      const path = manifestPath(root, key);
      rmSync(path);
      writeFileSync(path, JSON.stringify({...rest, key, format: 1}));
    }
    const report = await collectGarbage(root, {now: later(), dryRun: false});
    expect(report).toMatchObject({results: [{key: dead.key}], blobs: 1, problems: []});
    for (const {sha256} of resultOf(needed).files)
      expect(existsSync(blobPath(root, sha256))).toBe(true);
  });

  it('leaves what is not of the store to fsck', async () => {
    const {root} = await openWithGarbage();
    mkdirSync(join(root, 'cas', 'zz'));
    writeFileSync(join(root, 'cas', 'zz', 'notes.txt'), 'mine');
    await collectGarbage(root, {now: later(), dryRun: false});
    expect(existsSync(join(root, 'cas', 'zz', 'notes.txt'))).toBe(true);
  });

  it('removes what killed runs left, when it is old', async () => {
    const {root} = await openWithGarbage();
    mkdirSync(join(root, 'leases'), {recursive: true});
    const left = ['leases/abc', 'leases/.tmp-1', 'roots/.tmp-1', 'unfinished/.tmp-1', '.tmp-1'];
    for (const name of left) writeFileSync(join(root, name), '');
    await collectGarbage(root, {now: Date.now(), dryRun: false});
    expect(listAll(root)).toEqual(expect.arrayContaining(left));
    await collectGarbage(root, {now: later(), dryRun: false});
    expect(listAll(root).filter((name) => left.includes(name))).toEqual([]);
  });
});
