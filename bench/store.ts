/**
 * Restoring from a shared store: a clone that has nothing takes a tree that another clone published.
 * Beside it, in the same round and on the same bytes, what disk and hash allow: copying the files and
 * forcing them to disk, hashing them, and both at once. Each figure is the best of the rounds.
 *
 * Small files are not removed before the end: ext4 without a journal passes over the inodes that were freed within
 * the last minutes, one by one, which takes longer than all that is measured here. So wait some minutes after
 * anything that removed many files, an earlier run of this for one.
 *
 *   npx tsx bench/store.ts [rounds]
 */
import {createHash, randomFillSync} from 'node:crypto';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {copyFile, mkdir, open, readdir} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {openSharedStore} from '../src/cli/shared-store.ts';
import {openStore} from '../src/store/store.ts';
import type {Tier} from '../src/store/tier.ts';
import {digest} from '../src/system/canonical-json.ts';
import {mapParallel} from '../src/system/parallel.ts';

const rounds = Number(process.argv[2] ?? 5);
const shapes = [
  {files: 1, bytes: 2 ** 28},
  {files: 64, bytes: 2 ** 22},
  {files: 1000, bytes: 2 ** 16},
  {files: 1000, bytes: 2 ** 10},
];

const print = (line: string) => process.stdout.write(`${line}\n`);

/** As the command line opens it: another process works on the shared store. */
const openTier = (shared: string) =>
  openSharedStore({
    folder: shared,
    root: join(import.meta.dirname, '..'),
    environment: {},
    notice: ({code}) => print(code),
  });

const openClone = (folder: string, shared: string, sharedTier: Tier) =>
  openStore({folder, shared, sharedTier, now: Date.now, notice: ({code}) => print(code)});

/** Publishes a tree of random files to `shared`; gives its key and a copy of it to measure on. */
async function publishTree(
  root: string,
  shared: string,
  tier: Tier,
  {files, bytes}: (typeof shapes)[number],
) {
  const [tree, copy] = [join(root, 'tree'), join(root, 'plain')];
  for (const folder of [shared, tree, copy]) mkdirSync(folder);
  const content = Buffer.alloc(bytes);
  for (let index = 0; index < files; index++) {
    randomFillSync(content);
    for (const folder of [tree, copy]) writeFileSync(join(folder, `${index}`), content);
  }
  const store = await openClone(join(root, 'first'), shared, tier);
  const key = digest('bench');
  const made = {key, node: 'bench', stage: 'bench', preimage: 'bench', provenance: {}};
  await store.publish(made, {tree: {kind: 'tree', form: 'tree', path: tree}});
  return {key, copy};
}

async function restore(target: string, shared: string, tier: Tier, key: string): Promise<void> {
  const store = await openClone(join(target, 'second'), shared, tier);
  const manifest = await store.find(key);
  if (manifest === undefined) throw new Error('The result is not there.');
  await store.checkout(manifest.outputs['tree'], join(target, 'links'));
}

/** Four at a time, as many as Node has threads for files. */
const forEach = async (folder: string, work: (name: string) => Promise<void>) =>
  mapParallel(await readdir(folder), 4, work);

async function copyAll(from: string, to: string): Promise<void> {
  await mkdir(to, {recursive: true});
  await forEach(from, async (name) => {
    await copyFile(join(from, name), join(to, name));
    const handle = await open(join(to, name));
    await handle.sync();
    await handle.close();
  });
}

const hashAll = (from: string, bytes: number) =>
  forEach(from, async (name) => {
    const hash = createHash('sha256');
    const handle = await open(join(from, name));
    // A new megabyte for each small file would take longer than all else.
    const chunk = Buffer.allocUnsafe(Math.min(2 ** 20, bytes));
    for (let read = -1; read !== 0;) {
      ({bytesRead: read} = await handle.read(chunk));
      hash.update(chunk.subarray(0, read));
    }
    await handle.close();
    hash.digest();
  });

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

print('     files  MB each   copy [s]   hash [s]   both [s]  restore [s]  of both');
const roots: string[] = [];
for (const shape of shapes) {
  const root = mkdtempSync(join(tmpdir(), 'bench-store-'));
  roots.push(root);
  const shared = join(root, 'shared');
  const tier = openTier(shared);
  const {key, copy} = await publishTree(root, shared, tier, shape);
  const cases: ((target: string) => Promise<unknown>)[] = [
    (target) => copyAll(copy, target),
    () => hashAll(copy, shape.bytes),
    (target) => Promise.all([copyAll(copy, target), hashAll(copy, shape.bytes)]),
    (target) => restore(target, shared, tier, key),
  ];
  const best = cases.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    for (const [index, work] of cases.entries()) {
      const target = join(root, `${round}-${index}`);
      best[index] = Math.min(best[index], await seconds(() => work(target)));
      if (shape.bytes >= 2 ** 20) rmSync(target, {recursive: true, force: true});
    }
  }
  const [, , both, restored] = best;
  const columns = [
    `${shape.files}`.padStart(10),
    (shape.bytes / 2 ** 20).toPrecision(3).padStart(8),
    ...best.map((value, index) => value.toFixed(3).padStart(index === 3 ? 12 : 10)),
    `${Math.round((100 * both) / restored)}%`.padStart(8),
  ];
  print(columns.join(' '));
}
for (const root of roots) rmSync(root, {recursive: true, force: true});
