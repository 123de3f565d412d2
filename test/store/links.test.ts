import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {checkStore} from '../../src/store/fsck.ts';
import {collectGarbage, GRACE} from '../../src/store/gc.ts';
import {registerNeeds} from '../../src/store/roots.ts';
import {removeOldScratch} from '../../src/pipeline/run/scratch.ts';
import {listAll, openRig, publish} from './rig.ts';

const later = () => Date.now() + GRACE + 1000;
const owner = {host: 'here', clone: '/clone', profile: 'quick', time: 0, complete: true};
const key = 'a'.repeat(64);

/** A folder of somebody, with what a store would hold too. */
function victim(): string {
  const folder = mkdtempSync(join(tmpdir(), 'victim-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  mkdirSync(join(folder, 'aa'));
  for (const name of ['thesis.tex', key, '.tmp-1', `aa/${key}`, 'aa/notes.txt']) {
    writeFileSync(join(folder, name), 'mine');
  }
  return folder;
}

/** A store with a result, one of whose folders is a link to a victim. */
async function plant(part: string) {
  const rig = await openRig();
  const {key: needed} = await publish(rig.store, 'needed', 'content');
  await registerNeeds(rig.root, {...owner, keys: [needed]});
  const target = victim();
  const path = join(rig.root, part);
  rmSync(path, {recursive: true, force: true});
  mkdirSync(join(path, '..'), {recursive: true});
  symlinkSync(target, path);
  const files = () => listAll(target).map((name) => [name, isFile(target, name)]);
  return {...rig, needed, path, target, files};
}

function isFile(folder: string, name: string): string | undefined {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    return undefined;
  }
}

const parts = [
  'quarantine',
  'unfinished',
  'leases',
  'cas',
  'cas/aa',
  'ac',
  'ac/aa',
  'variants',
  'roots',
];

describe.each(parts)('a link in the place of %s', (part) => {
  it('is not followed by the gc, which tells', async () => {
    const {root, files} = await plant(part);
    const before = files();
    const dry = await collectGarbage(root, {now: later(), dryRun: true}).catch(codeOf);
    const wet = await collectGarbage(root, {now: later(), dryRun: false}).catch(codeOf);
    expect(files()).toEqual(before);
    for (const outcome of [dry, wet]) {
      if (part === 'roots') expect(outcome).toBe('STORE_ROOT_INVALID');
      else expect(outcome).toMatchObject({problems: [{code: 'STORE_MISPLACED'}]});
    }
  });

  it('is not followed by fsck, which tells', async () => {
    const {root, files} = await plant(part);
    const before = files();
    const {problems} = await checkStore(root);
    expect(files()).toEqual(before);
    expect(problems.map(({code}) => code)).toContain('STORE_MISPLACED');
  });

  it('is not written through by a run', async () => {
    const {store, files} = await plant(part);
    const before = files();
    await publish(store, 'more', 'more').catch(codeOf);
    await store.lease(key);
    await store.register({...owner, keys: [key]});
    expect(files()).toEqual(before);
  });
});

it('in the place of scratch is not followed', async () => {
  const {root, files} = await plant('scratch');
  const before = files();
  await removeOldScratch(root, later() + 30 * GRACE).catch(codeOf);
  expect(files()).toEqual(before);
});

it('a damaged file behind a link is not set aside', async () => {
  const {store, root} = await openRig();
  const {key: made} = await publish(store, 'key', 'content');
  const [folder, elsewhere] = [join(root, 'ac', made.slice(0, 2)), victim()];
  renameSync(join(folder, made), join(elsewhere, made));
  rmSync(folder, {recursive: true});
  symlinkSync(elsewhere, folder);
  rmSync(join(elsewhere, made));
  writeFileSync(join(elsewhere, made), 'of another project');
  expect(await store.find(made)).toBeUndefined();
  expect(readFileSync(join(elsewhere, made), 'utf8')).toBe('of another project');
});

it('a link set aside, with a folder of links, is removed without what it leads to', async () => {
  const {root, store} = await openRig();
  const {key: needed} = await publish(store, 'needed', 'content');
  await registerNeeds(root, {...owner, keys: [needed]});
  const target = victim();
  mkdirSync(join(root, 'quarantine', 'folder'), {recursive: true});
  symlinkSync(target, join(root, 'quarantine', 'folder', 'inner'));
  symlinkSync(target, join(root, 'quarantine', 'outer'));
  const before = listAll(target);
  await collectGarbage(root, {now: later(), dryRun: false});
  expect(listAll(join(root, 'quarantine'))).toEqual([]);
  expect(listAll(target)).toEqual(before);
});

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : error;
}
