import {chmodSync, mkdirSync, rmSync, truncateSync, utimesSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {checkStore} from '../../src/store/fsck.ts';
import {blobPath, manifestPath} from '../../src/store/layout.ts';
import {openRig, publish, resultOf} from './rig.ts';

it('finds a sound store sound', async () => {
  const {store, root} = await openRig();
  await publish(store, 1, {a: 'one', b: 'two'});
  await publish(store, 2, 'one');
  const counts = {blobs: 2, bytes: 6, manifests: 2, incomplete: 0};
  expect(await checkStore(root)).toEqual({...counts, problems: []});
});

it('refuses what is not there', async () => {
  const {root} = await openRig();
  await expect(checkStore(join(root, 'mistyped'))).rejects.toMatchObject({code: 'STORE_ABSENT'});
});

it('finds each kind of damage, sets it aside, and is content afterwards', async () => {
  const {store, root} = await openRig();
  const contents = ['rotten', 'lost', 'lie', 'sound'];
  const made = await Promise.all(contents.map((text) => publish(store, text, text)));
  const [rotten, lost, lie] = made.map(({key, outputs}) => ({
    manifest: manifestPath(root, key),
    blob: blobPath(root, outputs['result'].sha256),
  }));
  const seal = new Date(Date.UTC(2017, 10, 17));
  chmodSync(rotten.blob, 0o644);
  writeFileSync(rotten.blob, 'ROTTEN');
  utimesSync(rotten.blob, seal, seal);
  rmSync(lost.blob);
  chmodSync(lie.manifest, 0o644);
  writeFileSync(lie.manifest, '{}');
  mkdirSync(join(root, 'cas', 'zz'));
  writeFileSync(join(root, 'cas', 'zz', 'notes.txt'), 'mine');

  const {problems, ...counts} = await checkStore(root);
  expect(problems.map(({code}) => code).sort()).toEqual([
    'STORE_BLOB_DAMAGED',
    'STORE_MANIFEST_INVALID',
    'STORE_STRAY',
  ]);
  expect(counts).toEqual({blobs: 2, bytes: 8, manifests: 3, incomplete: 2});
  expect((await checkStore(root)).problems).toEqual([]);
  expect(await store.find(made[3].key)).toEqual(made[3]);
  expect(resultOf(made[3]).bytes).toBe(5);
});

it('is not held up by terabytes of nothing in the place of a blob', async () => {
  const {store, root} = await openRig();
  const {sha256} = resultOf(await publish(store, 1, 'one'));
  truncateSync(blobPath(root, sha256), 2 ** 42);
  const {problems, ...counts} = await checkStore(root);
  expect(problems.map(({code}) => code)).toEqual(['STORE_BLOB_DAMAGED']);
  expect(counts).toEqual({blobs: 0, bytes: 0, manifests: 1, incomplete: 1});
});
