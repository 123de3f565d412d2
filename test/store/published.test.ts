import {readFileSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {isRecord} from '../../src/store/archive.ts';
import {packResults} from '../../src/store/published-results.ts';
import {PublishedTier} from '../../src/store/published-tier.ts';
import type {Manifest, Store} from '../../src/store/types.ts';
import {digest} from '../../src/system/canonical-json.ts';
import {sha256} from '../../src/system/hash.ts';
import {freshFolder, openRig, pend, publish, resultOf, type Rig} from './rig.ts';

const all = {includes: () => true};

/** What a store has published of `manifests`. */
async function pack(store: Store, manifests: readonly Manifest[], includes = all.includes) {
  const bytes = await packResults(manifests, {includes, read: (file) => store.read(file)});
  if (!bytes) throw new Error('These are too many.');
  return Buffer.from(bytes);
}

/** Two results, and their archive. */
async function published() {
  const {store} = await openRig();
  const made = [await publish(store, 1, 'one'), await publish(store, 2, {'a/b': 'two', c: 'one'})];
  const file = join(freshFolder(), 'results.zip');
  writeFileSync(file, await pack(store, made));
  return {store, made, file};
}

/** A store that has nothing, before such an archive. */
async function openBefore(file: string, folder = join(freshFolder(), 'artifacts')): Promise<Rig> {
  const notices: Rig['notices'] = [];
  const notice = (said: Rig['notices'][number]) => notices.push(said);
  const tier = new PublishedTier({file, localFolder: folder, notice});
  const rig = await openRig({folder, published: tier, notice});
  return {...rig, notices, codes: () => notices.map(({code}) => code)};
}

describe('published results', () => {
  it('are found, and handed out as they were', async () => {
    const {made, file} = await published();
    const {store, codes} = await openBefore(file);
    for (const {key, outputs} of made) expect(await store.find(key)).toMatchObject({key, outputs});
    const folder = await store.checkout(resultOf(made[1]), join(freshFolder(), 'in'));
    expect(readFileSync(join(folder, 'a/b'), 'utf8')).toBe('two');
    expect(codes()).toEqual([]);
  });

  it('are the same bytes for the same results, whoever made them, when and in whatever order', async () => {
    const {file} = await published();
    const {store} = await openRig();
    const again = [
      await publish(store, 2, {c: 'one', 'a/b': 'two'}),
      await publish(store, 1, 'one'),
    ];
    const later = again.map((one) => ({...one, provenance: {host: 'elsewhere', seconds: 9}}));
    expect((await pack(store, later)).equals(readFileSync(file))).toBe(true);
  });

  it('are these bytes on every Node and every CPU', async () => {
    const {file} = await published();
    expect(sha256(readFileSync(file))).toBe(
      '1bda44d5bb3f19f92f718bf6e5a06750e39e07823c55d2271dccee48134ffb65',
    );
  });

  it('may lack outputs that are no records: these are known, and not at hand', async () => {
    const {store} = await openRig();
    const weights = {...pend('weights'), kind: 'weights'};
    const preimage = 'both';
    const key = digest(preimage);
    const made = await store.publish(
      {key, node: 'train/a', stage: 'train', preimage, provenance: {}},
      {record: pend('numbers'), weights},
    );
    const file = join(freshFolder(), 'results.zip');
    writeFileSync(file, await pack(store, [made], () => false));
    expect(await (await openBefore(file)).store.known(key)).toMatchObject({outputs: made.outputs});
    expect(await (await openBefore(file)).store.find(key)).toBeUndefined();
    expect(isRecord(made.outputs['weights'], ['weights'])).toBe(false);
    expect(isRecord({...made.outputs['record'], bytes: 2 ** 22}, [])).toBe(false);
  });

  it('are believed no more once they are forgotten, by any process', async () => {
    const {made, file} = await published();
    const {store, root} = await openBefore(file);
    await store.forget(made[0].key);
    expect(await store.known(made[0].key)).toBeUndefined();
    const next = await openBefore(file, root);
    expect(await next.store.known(made[0].key)).toBeUndefined();
    expect(await next.store.known(made[1].key)).toBeDefined();
  });
});

describe('an archive that is not what it should be', () => {
  it.each([0, 10, 300])('cut to %d bytes is a miss, and said', async (bytes) => {
    const {made, file} = await published();
    truncateSync(file, bytes);
    const {store, codes} = await openBefore(file);
    expect(await store.known(made[0].key)).toBeUndefined();
    expect(codes()).toEqual(['STORE_PUBLISHED_INVALID']);
  });

  it('is never wrong, and never fails, whatever byte of it is altered', async () => {
    const {made, file} = await published();
    const sound = readFileSync(file);
    for (let at = 0; at < sound.length; at += 3) {
      const spoilt = Buffer.from(sound);
      spoilt[at] ^= 0x55;
      writeFileSync(file, spoilt);
      const {store} = await openBefore(file);
      for (const {key, outputs} of made) {
        const found = await store.known(key);
        if (found) expect(found).toMatchObject({key, outputs});
        const bytes = await store.read(resultOf(made[0]).files[0]);
        if (bytes) expect(bytes.toString()).toBe('one');
      }
    }
  });

  it('with a manifest under the key of another is a miss', async () => {
    const {store, made} = await published();
    const file = join(freshFolder(), 'results.zip');
    writeFileSync(file, await pack(store, [{...made[0], key: made[1].key}]));
    const rig = await openBefore(file);
    expect(await rig.store.known(made[1].key)).toBeUndefined();
    expect(rig.codes()).toEqual(['STORE_PUBLISHED_INVALID']);
  });

  it('with a blob of other bytes than its name gives none of them away', async () => {
    const {made} = await published();
    const lie = {includes: () => true, read: () => Promise.resolve(Buffer.from('eno'))};
    const file = join(freshFolder(), 'results.zip');
    writeFileSync(file, (await packResults(made, lie)) ?? '');
    const {store, codes} = await openBefore(file);
    const found = await store.known(made[0].key);
    await expect(store.checkout(resultOf(found), '')).rejects.toMatchObject({
      code: 'STORE_BLOB_LOST',
    });
    expect(codes()).toEqual(['STORE_PUBLISHED_INVALID']);
    expect(await store.find(made[0].key)).toBeUndefined();
  });
});
