import {once} from 'node:events';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {execa} from 'execa';
import {expect, onTestFinished, test} from 'vitest';
import {randomStream} from '../../../src/compute/random.ts';
import {checkStore} from '../../../src/store/fsck.ts';
import {longPipeline, writeLongProject} from '../rig/long-project.ts';
import {freshFolder, Rig, type Ran} from '../rig/rig.ts';

const count = 80;
const stepMs = 80;
const kills = 12;

const driver = path.join(import.meta.dirname, '../rig/driver.ts');

function clone(): Rig {
  const rig = new Rig();
  writeLongProject(rig, stepMs);
  return rig;
}

/** A run of a clone, in a process that can be killed. */
function startDriver({root}: Rig, shared: string) {
  const args = ['--import', 'tsx', driver, root, `${count}`, shared];
  const subprocess = execa('node', args, {reject: false});
  onTestFinished(() => void subprocess.kill('SIGKILL'));
  return subprocess;
}

/** When a driver has started so many cells. */
async function seen({stdout}: ReturnType<typeof startDriver>, cells: number): Promise<void> {
  for (let started = 0; started < cells;) {
    const chunk = String(await once(stdout, 'data'));
    started += chunk.split('started').length - 1;
  }
}

/** What was published to a store: the content of every manifest and every blob, by its path. */
function publishedIn(store: string): ReadonlyMap<string, string> {
  const files = ['ac', 'cas'].flatMap((part) => {
    const folder = path.join(store, part);
    if (!existsSync(folder)) return [];
    return readdirSync(folder, {recursive: true, withFileTypes: true})
      .filter((entry) => entry.isFile())
      .map(({parentPath, name}) => path.join(parentPath, name));
  });
  return new Map(files.map((file) => [path.relative(store, file), readFileSync(file, 'utf8')]));
}

const keysIn = (published: ReadonlyMap<string, string>): readonly string[] =>
  [...published.keys()].filter((file) => file.startsWith('ac')).map((file) => path.basename(file));

/** Waits until every process is gone that was told of one of these folders. */
async function untilGone(folders: readonly string[]): Promise<void> {
  const isThere = (pid: string) => {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return folders.some((folder) => words.includes(folder));
    } catch {
      return false;
    }
  };
  const left = () => readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isThere(name));
  await expect.poll(left, {timeout: 30_000, interval: 50}).toEqual([]);
}

/** A run that is left in peace; its cells mostly sleep, so that many fit on few cores. */
const runAt = async (rig: Rig, shared?: string): Promise<Ran> =>
  rig.run(longPipeline(rig, count), {
    store: await rig.openStore(shared),
    jobs: 8,
    machine: {cpus: 8, memoryMB: 4000, gpus: 0},
  });

/** What the report says when nothing disturbs the run. */
async function undisturbed(): Promise<string> {
  const rig = clone();
  return rig.text(await runAt(rig), 'report/all');
}

/** A clean run makes nothing that was published, waits for nobody, and says what it should. */
async function expectWhole(rig: Rig, shared: string, report: string): Promise<void> {
  const published = [shared, rig.storeFolder].map(publishedIn);
  const ran = await runAt(rig, shared);
  expect(ran.result.outcome).toBe('completed');
  expect(await rig.text(ran, 'report/all', shared)).toBe(report);
  const known = new Set(published.flatMap(keysIn));
  const again = ran.executed.filter((node) => known.has(ran.result.manifests.get(node)?.key ?? ''));
  expect(again).toEqual([]);
  expect(ran.events.filter(({type}) => type === 'waiting')).toEqual([]);
  for (const [index, store] of [shared, rig.storeFolder].entries()) {
    expect(Object.fromEntries(publishedIn(store))).toMatchObject(
      Object.fromEntries(published[index]),
    );
    expect((await checkStore(store)).problems).toEqual([]);
  }
  expect((await runAt(rig, shared)).executed).toEqual([]);
}

test('two clones at one store, killed again and again at any moment, lose nothing', async () => {
  const shared = freshFolder();
  const clones = [clone(), clone()];
  const random = randomStream(17);
  const running = clones.map((rig) => startDriver(rig, shared));
  let before = publishedIn(shared);
  for (let kill = 0; kill < kills; kill++) {
    const victim = random.integer(2);
    // Now and then while it starts, else after some cells, somewhere between two steps.
    await Promise.race([seen(running[victim], random.integer(4)), running[victim]]);
    await sleep(random.integer(5 * stepMs));
    running[victim].kill('SIGKILL');
    await running[victim];
    const now = publishedIn(shared);
    expect(Object.fromEntries(now)).toMatchObject(Object.fromEntries(before));
    before = now;
    running[victim] = startDriver(clones[victim], shared);
  }
  for (const one of running) one.kill('SIGKILL');
  await Promise.all(running);
  await untilGone([shared, ...clones.map(({root}) => root)]);
  expect(keysIn(before).length).toBeGreaterThan(0);
  const report = await undisturbed();
  for (const rig of clones) await expectWhole(rig, shared, report);
});
