import {lstatSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout} from 'node:timers/promises';
import {describe, expect, test} from 'vitest';
import {SeenResults} from '../../src/pipeline/seen-results.ts';
import {manifestPath} from '../../src/store/layout.ts';
import {digest} from '../../src/system/canonical-json.ts';
import {freshFolder, listAll, openRig, publish} from '../store/rig.ts';
import {write} from '../store/spoil.ts';

const KEY = digest('key');

/** A store with one result; `look` asks for it, as the next plan would, and tells whether its manifest was read. */
async function seenStore() {
  const {root, store} = await openRig();
  const manifest = await publish(store, 'key', 'content');
  const cacheFolder = freshFolder();
  const look = async () => {
    let isRead = false;
    const results = new SeenResults(
      {
        known: (key) => {
          isRead = true;
          return store.known(key);
        },
      },
      {storeFolder: root, cacheFolder},
    );
    const found = await results.known(KEY);
    results.save();
    return {outputs: found?.outputs, isRead};
  };
  return {root, cacheFolder, manifest, look, path: manifestPath(root, KEY)};
}

/** Longer than what a change may need to show in the times of a file. */
const settle = () => setTimeout(2100);

describe('a result that was seen', () => {
  test('is not read again while its manifest stands as it stood', async () => {
    const {manifest, look} = await seenStore();
    const {outputs} = manifest;
    expect(await look(), 'just made').toEqual({outputs, isRead: true});
    expect(await look(), 'it could change without notice').toEqual({outputs, isRead: true});
    await settle();
    expect(await look()).toEqual({outputs, isRead: true});
    expect(await look()).toEqual({outputs, isRead: false});
  });

  test('is read again when its manifest was written to, whatever time it claims', async () => {
    const {look, path} = await seenStore();
    await settle();
    await look();
    const {size, mtime} = lstatSync(path);
    write(path, ' '.repeat(size));
    utimesSync(path, mtime, mtime);
    expect(await look()).toEqual({outputs: undefined, isRead: true});
  });

  test('is asked for again, and missed, when its manifest is gone', async () => {
    const {look, path} = await seenStore();
    await settle();
    await look();
    rmSync(path, {force: true});
    expect(await look()).toEqual({outputs: undefined, isRead: true});
  });

  test('is read again when what was kept is damaged', async () => {
    const {manifest, cacheFolder, look} = await seenStore();
    await settle();
    await look();
    const [file = ''] = listAll(cacheFolder).filter((name) => name.endsWith('.json'));
    writeFileSync(join(cacheFolder, file), '{"format":1,"seen":{}}');
    expect(await look()).toEqual({outputs: manifest.outputs, isRead: true});
    expect(await look()).toEqual({outputs: manifest.outputs, isRead: false});
  });
});
