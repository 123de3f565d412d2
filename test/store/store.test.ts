import {lstatSync, readFileSync, rmSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {blobPath} from '../../src/store/layout.ts';
import {freshFolder, listAll, openRig, pend, publish, resultOf} from './rig.ts';
import {digest} from '../../src/system/canonical-json.ts';
import {sha256} from '../../src/system/hash.ts';

describe('publishing and finding', () => {
  it('gives back what was published, by key', async () => {
    const {store} = await openRig();
    const published = await publish(store, 'key', 'content');
    expect(await store.find(digest('key'))).toEqual(published);
    const path = await store.checkout(resultOf(published), join(freshFolder(), 'in'));
    expect(readFileSync(path, 'utf8')).toBe('content');
  });

  it('is a miss for a key that nobody published', async () => {
    const {store, codes} = await openRig();
    expect(await store.find(digest('other'))).toBeUndefined();
    expect(codes()).toEqual([]);
  });

  it('gives back a tree as a folder of links', async () => {
    const {store} = await openRig();
    const tree = {'index.html': '<p>', 'data/a.csv': '1,2', 'data/b.csv': '1,2'};
    const published = await publish(store, 'tree', tree);
    const folder = await store.checkout(resultOf(published), join(freshFolder(), 'in'));
    for (const [name, text] of Object.entries(tree)) {
      expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
    }
  });

  it('keeps an empty file and an empty tree', async () => {
    const {store} = await openRig();
    for (const content of ['', {}]) {
      const published = await publish(store, ['empty', content], content);
      expect(await store.find(published.key)).toEqual(published);
      await store.checkout(resultOf(published), join(freshFolder(), 'in'));
    }
  });

  it('keeps files read-only and readable by all, and folders writable by the group', async () => {
    const {store, root} = await openRig();
    const {sha256} = resultOf(await publish(store, 'modes', 'content'));
    expect(lstatSync(blobPath(root, sha256)).mode & 0o7777).toBe(0o444);
    expect(lstatSync(join(root, 'cas')).mode & 0o7777).toBe(0o2775);
    expect(lstatSync(join(root, 'ac', digest('modes').slice(0, 2))).mode & 0o7777).toBe(0o2775);
  });

  it('leaves neither the scratch file nor a temporary one', async () => {
    const {store, root} = await openRig();
    const output = pend('content');
    const preimage = 'clean';
    await store.publish(
      {key: digest(preimage), node: 'a', stage: 'a', preimage, provenance: {}},
      {result: output},
    );
    expect(() => lstatSync(output.path)).toThrow('ENOENT');
    expect(listAll(root).filter((path) => path.includes('.tmp-'))).toEqual([]);
  });

  it('stores equal content once', async () => {
    const {store, root} = await openRig();
    await publish(store, 'one', 'same');
    await publish(store, 'two', 'same');
    expect(listAll(join(root, 'cas'))).toHaveLength(2);
  });

  it('refuses a key that is not the hash of its preimage', async () => {
    const {store} = await openRig();
    const wrong = {key: digest('a'), node: 'a', stage: 'a', preimage: 'b', provenance: {}};
    await expect(store.publish(wrong, {})).rejects.toMatchObject({code: 'STORE_KEY_MISMATCH'});
  });
});

describe('two executions of one key', () => {
  it('agree silently when their bytes are equal', async () => {
    const {store, codes} = await openRig();
    const first = await publish(store, 'same', 'content');
    expect(await publish(store, 'same', 'content')).toEqual(first);
    expect(codes()).toEqual([]);
  });

  it('are both kept and told when their bytes differ; the first is used', async () => {
    const {store, codes, root} = await openRig();
    const first = await publish(store, 'differs', 'one');
    expect(await publish(store, 'differs', 'two')).toEqual(first);
    expect(codes()).toEqual(['STORE_VARIANT']);
    expect(await store.find(first.key)).toEqual(first);
    expect(listAll(join(root, 'variants')).at(-1)).toContain(`/${first.key}.`);
    expect(readFileSync(blobPath(root, sha256('two')), 'utf8')).toBe('two');
  });

  it('let the second win when the bytes of the first are lost', async () => {
    const {store, root} = await openRig();
    const first = await publish(store, 'lost', 'one');
    rmSync(blobPath(root, resultOf(first).sha256));
    const second = await publish(store, 'lost', 'two');
    expect(await store.find(first.key)).toEqual(second);
  });
});

describe('what a stage may not leave as an output', () => {
  it.each([
    ['nothing', (path: string) => rmSync(path)],
    [
      'a link',
      (path: string) => {
        rmSync(path);
        symlinkSync('/etc/hostname', path);
      },
    ],
  ])('is %s', async (_, spoil) => {
    const {store} = await openRig();
    const output = pend('content');
    spoil(output.path);
    const manifest = {key: digest(1), node: 'a', stage: 'a', preimage: 1, provenance: {}};
    const attempt = store.publish(manifest, {result: output});
    await expect(attempt).rejects.toMatchObject({code: 'STORE_OUTPUT_INVALID'});
  });

  it.each([
    ['a link to a file', '/etc/hostname'],
    ['a link to a folder', '/etc'],
  ])('is a tree with %s', async (_, target) => {
    const {store} = await openRig();
    const output = pend({'index.html': '<p>'});
    symlinkSync(target, join(output.path, 'link'));
    const manifest = {key: digest(1), node: 'a', stage: 'a', preimage: 1, provenance: {}};
    const attempt = store.publish(manifest, {result: output});
    await expect(attempt).rejects.toMatchObject({code: 'STORE_OUTPUT_INVALID'});
  });

  it('is a name with a backslash', async () => {
    const {store} = await openRig();
    const output = pend({'a\\b': ''});
    const manifest = {key: digest(1), node: 'a', stage: 'a', preimage: 1, provenance: {}};
    const attempt = store.publish(manifest, {result: output});
    await expect(attempt).rejects.toMatchObject({code: 'STORE_OUTPUT_INVALID'});
  });
});
