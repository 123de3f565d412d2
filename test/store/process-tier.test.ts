import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {openSharedStore} from '../../src/cli/shared-store.ts';
import {ProcessTier} from '../../src/store/process-tier.ts';
import type {StoreNotice} from '../../src/store/errors.ts';
import {manifestPath} from '../../src/store/layout.ts';
import {readRoots} from '../../src/store/roots.ts';
import {freshFolder, listAll, openRig, publish, resultOf} from './rig.ts';

const project = join(import.meta.dirname, '../..');
const key = 'a'.repeat(64);

/** A clone whose shared store another process works on, and what that store says. */
async function openClone(shared: string) {
  const notices: StoreNotice[] = [];
  const notice = (said: StoreNotice) => void notices.push(said);
  const sharedTier = openSharedStore({folder: shared, root: project, environment: {}, notice});
  onTestFinished(() => sharedTier.giveUp());
  const rig = await openRig({shared, sharedTier, notice});
  return {...rig, codes: () => notices.map(({code}) => code)};
}

describe('a shared store that another process works on', () => {
  it('gives one clone what another published', async () => {
    const shared = freshFolder();
    const [one, two] = [await openClone(shared), await openRig({shared})];
    const published = await publish(one.store, 1, {a: 'one', 'b/c': 'two'});
    expect(await two.store.find(published.key)).toEqual(published);
    const back = await publish(two.store, 2, 'three');
    expect(await one.store.find(back.key)).toEqual(back);
    const path = await one.store.checkout(resultOf(back), freshFolder());
    expect(readFileSync(path, 'utf8')).toBe('three');
    expect([one.codes(), two.codes()]).toEqual([[], []]);
  });

  it('keeps both results of a key that differ, and says so', async () => {
    const shared = freshFolder();
    const [one, two] = [await openClone(shared), await openClone(shared)];
    await publish(one.store, 1, 'one');
    await publish(two.store, 1, 'other');
    expect(two.codes()).toEqual(['STORE_VARIANT']);
  });

  it('says what is damaged there', async () => {
    const shared = freshFolder();
    const [one, two] = [await openClone(shared), await openClone(shared)];
    const published = await publish(one.store, 1, 'one');
    const path = manifestPath(shared, published.key);
    rmSync(path);
    writeFileSync(path, '{}');
    expect(await two.store.find(published.key)).toBeUndefined();
    expect(two.codes()).toEqual(['STORE_MANIFEST_INVALID']);
  });

  it('grants a lease to one, and to the next when it is released', async () => {
    const shared = freshFolder();
    const [one, two] = [await openClone(shared), await openRig({shared})];
    const lease = await one.store.lease(key);
    expect(await two.store.lease(key)).toBeUndefined();
    await lease?.release();
    expect(await two.store.lease(key)).toBeDefined();
  });

  it('learns what a clone needs that has asked for something', async () => {
    const shared = freshFolder();
    const {store} = await openClone(shared);
    await store.find(key);
    const clone = {host: 'here', clone: '/clone', profile: 'quick', time: 1};
    await store.register({...clone, keys: [key], complete: true});
    expect(await readRoots(shared)).toEqual([{format: 1, ...clone, keys: [key]}]);
  });

  it('that is not there is said, and not made', async () => {
    const shared = join(freshFolder(), 'mnt');
    const {store, codes} = await openClone(shared);
    const published = await publish(store, 1, 'one');
    expect(await store.find(published.key)).toEqual(published);
    expect(codes()).toEqual(['STORE_SHARED_DOWN']);
  });
});

describe('the process of a shared store', () => {
  const quiet = {root: '/', environment: {}, notice: () => undefined};

  function openOver(script: string, environment: Readonly<Record<string, string>> = {}) {
    const program = join(freshFolder(), 'program.mjs');
    writeFileSync(program, script);
    return new ProcessTier({...quiet, program: () => Promise.resolve(program), environment});
  }

  it('has the environment that it is given, and no other', async () => {
    const script = `process.on('message', ({id}) => process.send({id, result: null}));
      if (process.env.GIVEN !== 'one' || process.env.HOME !== undefined) process.exit(4);`;
    const tier = openOver(script, {GIVEN: 'one'});
    expect(await tier.manifest(key)).toBeUndefined();
    tier.giveUp();
  });

  it('is not started by a clone that has all it needs', async () => {
    const program = vi.fn(() => Promise.resolve(''));
    const shared = freshFolder();
    const sharedTier = new ProcessTier({...quiet, root: shared, program});
    const {root, store} = await openRig();
    const {key: own} = await publish(store, 1, 'one');
    const again = await openRig({folder: root, shared, sharedTier});
    expect(await again.store.find(own)).toBeDefined();
    const clone = {host: 'here', clone: '/clone', profile: 'quick', time: 1, complete: true};
    await again.store.register({...clone, keys: [own]});
    expect(program).not.toHaveBeenCalled();
  });

  it('is killed when it is given up, and what was asked fails', async () => {
    const tier = openOver('process.on("message", () => undefined)');
    const asked = tier.manifest(key);
    const failed = expect(asked).rejects.toThrow('its process ended: SIGKILL');
    tier.giveUp();
    await failed;
  });

  it('is one, however many ask at first', async () => {
    const folder = freshFolder();
    const tier = openOver(`
      import {writeFileSync} from 'node:fs';
      writeFileSync('${folder}/' + process.pid, '');
      process.on('message', ({id}) => process.send({id, result: true}));
    `);
    const file = {path: '', sha256: key, bytes: 1};
    await Promise.all(Array.from({length: 20}, () => tier.hasAll([file])));
    tier.giveUp();
    expect(listAll(folder)).toHaveLength(1);
  });

  it('is replaced by a new one at the next call', async () => {
    const tier = openOver(`
      process.on('message', ({id, call}) => {
        if (call === 'manifest') process.exit(3);
        process.send({id, result: true});
      });
    `);
    await expect(tier.manifest(key)).rejects.toThrow('its process ended: 3');
    expect(await tier.hasAll([{path: '', sha256: key, bytes: 1}])).toBe(true);
    tier.giveUp();
  });
});
