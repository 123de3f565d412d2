import {
  appendFileSync,
  chmodSync,
  existsSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {checkStore} from '../../src/store/fsck.ts';
import {blobPath, manifestPath} from '../../src/store/layout.ts';
import {asNobody, freshFolder, listAll, openRig, publish, resultOf} from './rig.ts';
import {
  replaceByFolder,
  replaceByLink,
  replaceByPipe,
  withHash,
  withOutput,
  write,
} from './spoil.ts';

describe('a blob that', () => {
  const content = 'content of a blob';
  it.each<[string, (path: string) => void]>([
    ['was altered', (path) => write(path, content.toUpperCase())],
    ['was cut', (path) => truncateSync(path, 3)],
    ['was appended to', (path) => appendFileSync(path, 'more')],
    // To hash them would take hours.
    ['became terabytes of nothing', (path) => truncateSync(path, 2 ** 42)],
    ['became a folder', replaceByFolder],
    ['became a link', replaceByLink],
    ['became a pipe', replaceByPipe],
  ])('%s is set aside, said, and made again', async (_, damage) => {
    const {store, root, codes} = await openRig();
    const {key, ...rest} = await publish(store, 'key', content);
    const path = blobPath(root, resultOf({key, ...rest}).sha256);
    damage(path);
    expect(await store.find(key)).toBeUndefined();
    expect(codes()).toEqual(['STORE_BLOB_DAMAGED']);
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
    expect(codes()).toEqual([]);
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
      expect(codes()).toEqual(['STORE_BLOB_DAMAGED']);
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
