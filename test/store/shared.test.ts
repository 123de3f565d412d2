import {mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
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
