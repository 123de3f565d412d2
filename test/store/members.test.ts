import {execFileSync} from 'node:child_process';
import {
  chownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {FolderTier} from '../../src/store/folder-tier.ts';
import {collectGarbage, GRACE} from '../../src/store/gc.ts';
import {blobPath} from '../../src/store/layout.ts';
import {readRoots, registerNeeds} from '../../src/store/roots.ts';
import {directAccess, type Access} from '../../src/system/access.ts';
import {digest} from '../../src/system/canonical-json.ts';
import {asNobody, freshFolder, listAll, openRig, publish, resultOf, sharedFolder} from './rig.ts';

const owner = {host: 'here', clone: '/clone', profile: 'quick', time: 0, complete: true};

describe('a second member of a group', () => {
  it.runIf(process.getuid?.() === 0)(
    'publishes a blob that the first has, and shares what follows',
    async () => {
      const shared = sharedFolder();
      const one = await openRig({shared});
      await publish(one.store, 'one', 'same');
      const two = await openRig({shared});
      const made = await asMember(two.root, shared, async () => {
        await publish(two.store, 'two', 'same');
        return publish(two.store, 'three', 'other');
      });
      expect(two.codes()).toEqual([]);
      const three = await openRig({shared});
      expect(await three.store.find(digest('two'))).toBeDefined();
      expect(await three.store.find(made.key)).toEqual(made);
    },
  );

  it.runIf(process.getuid?.() === 0)('makes the blob young, so that no gc removes it', async () => {
    const shared = sharedFolder();
    const one = await openRig({shared});
    const {files} = resultOf(await publish(one.store, 'one', 'same'));
    const path = blobPath(shared, files[0].sha256);
    const before = lstatSync(path).ctimeMs;
    const two = await openRig({shared});
    await new Promise((resolve) => setTimeout(resolve, 20));
    await asMember(two.root, shared, () => publish(two.store, 'two', 'same'));
    expect(lstatSync(path).ctimeMs).toBeGreaterThan(before);
    expect(readFileSync(path, 'utf8')).toBe('same');
  });

  it('can read what a clone needs, whatever the umask of its owner', async () => {
    const umask = process.umask(0o077);
    onTestFinished(() => void process.umask(umask));
    const {root} = await openRig();
    await registerNeeds(root, {...owner, keys: []});
    const [name] = listAll(join(root, 'roots'));
    expect(lstatSync(join(root, 'roots', name)).mode & 0o777).toBe(0o644);
  });

  it('is not told to remove a file that protects the results of another', async () => {
    const {root} = await openRig();
    await registerNeeds(root, {...owner, keys: []});
    const [name] = listAll(join(root, 'roots'));
    execFileSync('chmod', ['000', join(root, 'roots', name)]);
    const refused = asNobody(root, () => collectGarbage(root, {now: Date.now(), dryRun: true}));
    await expect(refused).rejects.toMatchObject({
      code: 'STORE_ROOT_INVALID',
      next: 'Ask its owner to make it readable (chmod a+r); it protects the results of that clone.',
    });
  });
});

describe('a file of what a clone needs', () => {
  it.each<[string, (path: string) => void]>([
    ['a folder', (path) => mkdirSync(join(path, 'inner'), {recursive: true})],
    ['a pipe', (path) => execFileSync('mkfifo', [path])],
    ['a link', (path) => symlinkSync('/etc/hostname', path)],
    ['a file without end', (path) => makeSparse(path, 10 * 2 ** 30)],
  ])('in whose place stands %s is told, and made anew by a whole report', async (_, make) => {
    const {root, store, codes} = await openRig();
    await store.register({...owner, keys: []});
    const [name] = listAll(join(root, 'roots'));
    rmSync(join(root, 'roots', name));
    make(join(root, 'roots', name));
    const options = {now: Date.now() + 2 * GRACE, dryRun: false};
    await expect(collectGarbage(root, options)).rejects.toMatchObject({code: 'STORE_ROOT_INVALID'});
    await store.register({...owner, keys: [], complete: false});
    expect(codes()).toEqual(['STORE_ROOT_INVALID']);
    await store.register({...owner, keys: ['a'.repeat(64)]});
    expect(await readRoots(root)).toHaveLength(1);
    expect(readFileSync('/etc/hostname', 'utf8')).not.toContain('keys');
  });
});

describe('a file system without hard links', () => {
  const lacking: Access = {
    ...directAccess,
    link: () => {
      throw Object.assign(new Error('no hard links'), {code: 'EPERM'});
    },
  };

  it('keeps results all the same, the first of two', async () => {
    const {root, store} = await openRig();
    const manifest = await publish(store, 'key', 'content');
    const other = freshFolder();
    const tier = new FolderTier({root: other, access: lacking, notice: () => undefined});
    const [file] = resultOf(manifest).files;
    await tier.put(file, blobPath(root, file.sha256));
    expect(await tier.putManifest(manifest)).toMatchObject({outcome: 'published'});
    expect(await tier.putManifest(manifest)).toMatchObject({outcome: 'equal'});
    expect(await tier.manifest(manifest.key)).toEqual(manifest);
    expect(await tier.hasAll([file])).toBe(true);
    expect(listAll(join(other, 'unfinished'))).toEqual([]);
  });
});

describe('a blob of a shared store that costs its author nothing', () => {
  it('is not written here before its hash is known', async () => {
    const shared = freshFolder();
    const one = await openRig({shared});
    const made = await publish(one.store, 'key', 'content');
    const [file] = resultOf(made).files;
    const path = blobPath(shared, file.sha256);
    rmSync(path);
    makeSparse(path, 50 * 2 ** 20);
    utimesSync(path, new Date(Date.UTC(2017, 10, 17)), new Date(Date.UTC(2017, 10, 17)));
    const two = freshFolder();
    const tier = new FolderTier({root: shared, access: directAccess, notice: () => undefined});
    const lie = {...file, bytes: 50 * 2 ** 20};
    expect(await tier.get(lie, join(two, 'target'))).toBe(false);
    expect(listAll(two)).toEqual([]);
  });
});

/** A file of zeros that takes no room. */
function makeSparse(path: string, bytes: number): void {
  writeFileSync(path, '');
  truncateSync(path, bytes);
}

/** What `act` does as another member of the group that owns `shared`. */
async function asMember<T>(own: string, shared: string, act: () => Promise<T>): Promise<T> {
  const [uid, gid] = [65_533, lstatSync(shared).gid];
  for (const path of ['..', '', ...listAll(own)]) chownSync(join(own, path), uid, gid);
  process.setegid?.(gid);
  process.seteuid?.(uid);
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}
