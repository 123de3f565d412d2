import {existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {blobPath} from '../../src/store/layout.ts';
import {freshFolder, listAll, openRig, publish, resultOf} from './rig.ts';

describe('a shared store', () => {
  it('gives one clone what another published', async () => {
    const shared = freshFolder();
    const [one, two] = [await openRig({shared}), await openRig({shared})];
    const published = await publish(one.store, 'key', {'a/b.txt': 'content'});
    expect(await two.store.find(published.key)).toEqual(published);
    const folder = await two.store.checkout(resultOf(published), join(freshFolder(), 'in'));
    expect(readFileSync(join(folder, 'a/b.txt'), 'utf8')).toBe('content');
    expect([...one.codes(), ...two.codes()]).toEqual([]);
  });

  it('is not needed again for what was fetched', async () => {
    const shared = freshFolder();
    const [one, two] = [await openRig({shared}), await openRig({shared})];
    const published = await publish(one.store, 'key', 'content');
    const found = await two.store.find(published.key);
    await two.store.checkout(resultOf(found), '');
    await two.store.find(published.key);
    rmSync(shared, {recursive: true});
    const alone = await openRig({folder: two.root});
    expect(await alone.store.find(published.key)).toEqual(published);
  });

  it('is looked into without a trace by who only looks', async () => {
    const shared = freshFolder();
    const one = await openRig({shared});
    const published = await publish(one.store, 'key', 'content');
    const folder = join(freshFolder(), 'artifacts');
    const two = await openRig({shared, folder, lookOnly: true});
    expect(await two.store.known(published.key)).toEqual(published);
    expect(existsSync(folder)).toBe(false);
  });

  it('heals a local blob that is lost', async () => {
    const {store, root} = await openRig({shared: freshFolder()});
    const published = await publish(store, 'key', 'content');
    rmSync(blobPath(root, resultOf(published).sha256));
    expect(await store.find(published.key)).toEqual(published);
    expect(readFileSync(await store.checkout(resultOf(published), ''), 'utf8')).toBe('content');
  });

  it('that holds a damaged blob gives none of it away, and sets it aside', async () => {
    const shared = freshFolder();
    const [one, two] = [await openRig({shared}), await openRig({shared})];
    const published = await publish(one.store, 'key', 'content');
    const found = await two.store.find(published.key);
    const path = blobPath(shared, resultOf(published).sha256);
    rmSync(path);
    writeFileSync(path, 'CONTENT');
    const reading = two.store.checkout(resultOf(found), '');
    await expect(reading).rejects.toMatchObject({code: 'STORE_BLOB_LOST'});
    expect(two.codes()).toEqual(['STORE_BLOB_DAMAGED']);
    expect(listAll(join(shared, 'quarantine'))).toHaveLength(1);
    expect(await two.store.find(published.key)).toBeUndefined();
  });

  it('keeps both results of two machines that differ, and tells the second', async () => {
    const shared = freshFolder();
    const [one, two] = [await openRig({shared}), await openRig({shared})];
    await publish(one.store, 'key', 'one');
    const own = await publish(two.store, 'key', 'two');
    expect(two.codes()).toEqual(['STORE_VARIANT']);
    expect(await two.store.find(own.key)).toEqual(own);
    expect(listAll(join(shared, 'variants')).at(-1)).toContain(own.key);
  });
});

describe('a shared store that vanishes', () => {
  it('before it was used is not made, whatever is asked first', async () => {
    const parent = freshFolder();
    const {store, codes} = await openRig({shared: join(parent, 'mnt')});
    const lease = await store.lease('a'.repeat(64));
    await lease?.release();
    await publish(store, 1, 'one');
    expect(codes()).toEqual(['STORE_SHARED_DOWN']);
    expect(listAll(parent)).toEqual([]);
  });

  it('is said once; the run goes on and does not make it again', async () => {
    const parent = freshFolder();
    const shared = join(parent, 'mnt');
    mkdirSync(shared);
    const {store, codes} = await openRig({shared});
    await publish(store, 1, 'one');
    renameSync(shared, join(parent, 'gone'));
    for (const preimage of [2, 3]) {
      const published = await publish(store, preimage, 'more');
      expect(await store.find(published.key)).toEqual(published);
    }
    const lease = await store.lease('a'.repeat(64));
    expect(lease).toBeDefined();
    await lease?.release();
    expect(codes()).toEqual(['STORE_SHARED_DOWN']);
    expect(listAll(parent)).not.toContain('mnt');
  });

  it('is used again when it has come back and rested', async () => {
    const parent = freshFolder();
    const shared = join(parent, 'mnt');
    let now = 0;
    const one = await openRig({shared, now: () => now});
    await publish(one.store, 1, 'one');
    mkdirSync(shared);
    const early = await publish(one.store, 2, 'two');
    now += 61_000;
    const late = await publish(one.store, 3, 'three');
    const two = await openRig({shared});
    expect(await two.store.find(early.key)).toBeUndefined();
    expect(await two.store.find(late.key)).toEqual(late);
  });
});

describe('results that were made while the shared store was away', () => {
  /** A store that made one result with the shared one and one without it, which has come back since. */
  async function openAfterAbsence() {
    const parent = freshFolder();
    const [shared, gone] = [join(parent, 'mnt'), join(parent, 'gone')];
    mkdirSync(shared);
    const first = await openRig({shared});
    const early = await publish(first.store, 1, 'early');
    renameSync(shared, gone);
    const late = await publish(first.store, 2, 'late');
    renameSync(gone, shared);
    const next = await openRig({shared, folder: first.root});
    return {...next, shared, early, late, keys: [early.key, late.key]};
  }

  it('are shared by the next run', async () => {
    const {store, shared, late, keys, codes} = await openAfterAbsence();
    await store.share(keys);
    const other = await openRig({shared});
    expect(await other.store.find(late.key)).toEqual(late);
    await other.store.checkout(resultOf(late), '');
    expect(codes()).toEqual([]);
  });

  it('are not those of another plan', async () => {
    const {store, shared, early, late} = await openAfterAbsence();
    await store.share([early.key]);
    const other = await openRig({shared});
    expect(await other.store.find(late.key)).toBeUndefined();
  });

  it('are known to be there afterwards, so that nobody asks', async () => {
    const {store, root, shared, keys} = await openAfterAbsence();
    await store.share(keys);
    rmSync(shared, {recursive: true});
    const again = await openRig({shared, folder: root});
    await again.store.share(keys);
    expect(again.codes()).toEqual([]);
  });

  it('are shared again with another store in the same place', async () => {
    const {store, root, shared, late, keys} = await openAfterAbsence();
    await store.share(keys);
    rmSync(shared, {recursive: true});
    mkdirSync(shared);
    const again = await openRig({shared, folder: root});
    await publish(again.store, 3, 'new');
    await again.store.share(keys);
    const other = await openRig({shared});
    expect(await other.store.find(late.key)).toEqual(late);
  });

  it('stay here while it is still away, and are shared later', async () => {
    const {store, root, shared, late, keys} = await openAfterAbsence();
    renameSync(shared, `${shared}-away`);
    await store.share(keys);
    renameSync(`${shared}-away`, shared);
    const again = await openRig({shared, folder: root});
    await again.store.share(keys);
    const other = await openRig({shared});
    expect(await other.store.find(late.key)).toEqual(late);
  });
});

it('a result that is forgotten is set aside here and in the shared store', async () => {
  const shared = freshFolder();
  const {store, root, codes} = await openRig({shared});
  const made = await publish(store, 'key', 'poisoned');
  await store.forget(made.key);
  expect(await store.find(made.key)).toBeUndefined();
  expect(await (await openRig({shared})).store.find(made.key)).toBeUndefined();
  for (const folder of [root, shared]) expect(listAll(join(folder, 'quarantine'))).toHaveLength(1);
  const again = await publish(store, 'key', 'sound');
  expect(await (await openRig({shared})).store.find(made.key)).toEqual(again);
  expect(codes()).toEqual([]);
});
