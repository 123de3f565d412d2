import {once} from 'node:events';
import {renameSync} from 'node:fs';
import path from 'node:path';
import {execa} from 'execa';
import {expect, onTestFinished, test} from 'vitest';
import {longPipeline, writeLongProject} from '../rig/long-project.ts';
import {freshFolder, Rig, type Ran} from '../rig/rig.ts';

const count = 12;
const stepMs = 40;

function clone(): Rig {
  const rig = new Rig();
  writeLongProject(rig, stepMs);
  return rig;
}

const runAt = async (rig: Rig, shared: string, said: string[] = []): Promise<Ran> =>
  rig.run(longPipeline(rig, count), {store: await rig.openStore(shared, said)});

const report = (rig: Rig, ran: Ran, shared?: string) => rig.text(ran, 'report/all', shared);

/** What the report says when a clone works alone. */
async function alone(): Promise<string> {
  const rig = clone();
  return report(rig, await rig.run(longPipeline(rig, count)));
}

test('two clones at one shared store split the work, and do nothing twice', async () => {
  const shared = freshFolder();
  const [one, two] = [clone(), clone()];
  const [first, second] = await Promise.all([runAt(one, shared), runAt(two, shared)]);
  const all = [...first.executed, ...second.executed];
  expect(all).toHaveLength(count + 2);
  expect(new Set(all).size).toBe(all.length);
  // Each gets a share: half of the cells, give or take what the start of a worker takes.
  for (const {executed} of [first, second]) {
    expect(executed.length).toBeGreaterThanOrEqual(count / 4);
  }
  const expected = await alone();
  expect(await report(one, first, shared)).toBe(expected);
  expect(await report(two, second, shared)).toBe(expected);
});

test('a clone whose partner is killed takes over what that one was at', async () => {
  const shared = freshFolder();
  const [killed, survivor] = [clone(), clone()];
  const driver = path.join(import.meta.dirname, '../rig/driver.ts');
  const args = ['--import', 'tsx', driver, killed.root, `${count}`, shared];
  const partner = execa('node', args, {reject: false});
  onTestFinished(() => void partner.kill('SIGKILL'));
  await once(partner.stdout, 'data');
  const running = runAt(survivor, shared);
  partner.kill('SIGKILL');
  await partner;
  const ran = await running;
  expect(ran.result.outcome).toBe('completed');
  expect(await report(survivor, ran, shared)).toBe(await alone());
});

test('a shared store that vanishes under a run is said, and the run completes', async () => {
  const parent = freshFolder();
  const [shared, away] = [path.join(parent, 'mnt'), path.join(parent, 'away')];
  renameSync(freshFolder(), shared);
  const rig = clone();
  const said: string[] = [];
  const ran = await rig.run(longPipeline(rig, count), {
    store: await rig.openStore(shared, said),
    emit(event) {
      if (event.type === 'finished' && event.node === 'cell/3') renameSync(shared, away);
    },
  });
  expect(ran.result.outcome).toBe('completed');
  expect(said).toEqual(['STORE_SHARED_DOWN']);
  expect(await report(rig, ran)).toBe(await alone());
});
