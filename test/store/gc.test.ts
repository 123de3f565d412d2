import {rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {collectGarbage, GRACE} from '../../src/store/gc.ts';
import {registerNeeds} from '../../src/store/roots.ts';
import {freshFolder, listAll, openRig, publish, resultOf} from './rig.ts';

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
});
