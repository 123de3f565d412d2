import {execFileSync} from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {checkStore} from '../../../src/store/fsck.ts';
import {collectGarbage, GRACE} from '../../../src/store/gc.ts';
import {systemCode} from '../../../src/system/system-error.ts';
import {asNobody} from '../../store/rig.ts';
import {inProcess} from '../rig/in-process.ts';
import {longPipeline, writeLongProject} from '../rig/long-project.ts';
import {bodyOf, freshFolder, Rig, type Ran} from '../rig/rig.ts';

const count = 1;

/** A file of another project, to which links lead. */
const mine = 'mine';

const remake = (make: (file: string) => void) => (file: string) => {
  rmSync(file);
  make(file);
};

const damages: readonly [string, (file: string, elsewhere: string) => void][] = [
  ['with a bit flipped', flip],
  ['cut', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
  ['emptied', (file) => truncateSync(file)],
  ['appended to', (file) => appendFileSync(file, '}')],
  ['gone', remake(() => undefined)],
  [
    'replaced by a folder',
    remake((file) => mkdirSync(path.join(file, 'inner'), {recursive: true})),
  ],
  ['replaced by a link', (file, elsewhere) => remake(() => symlinkSync(elsewhere, file))(file)],
  ['replaced by a pipe', remake((file) => execFileSync('mkfifo', [file]))],
  ['replaced by ten gigabytes of nothing', remake(makeEndless)],
  ['unreadable', (file) => chmodSync(file, 0)],
];

function flip(file: string): void {
  const bytes = readFileSync(file);
  bytes[Math.floor(bytes.length / 2)] ^= 4;
  writeFileSync(file, bytes);
}

function makeEndless(file: string): void {
  writeFileSync(file, '');
  truncateSync(file, 10 * 2 ** 30);
}

/** Every file below a folder, but those that only a running run has. */
const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map(({parentPath, name}) => path.relative(folder, path.join(parentPath, name)))
    .sort();

/** A project without a store; without steps, its cells run in this process. */
function project(): Rig {
  const rig = new Rig(path.join(freshFolder(), 'project'));
  writeLongProject(rig, 0);
  rig.write('bodies/cell.ts', bodyOf('"cell " + parameters.index + " " + seed'));
  // No two results have the same bytes: one damage is one result.
  rig.write('bodies/sum.ts', bodyOf('"sum " + inputs.cells.join()'));
  return rig;
}

/** A run as the command line does it: the store is told before what is needed, and after. */
async function runAt(rig: Rig, shared?: string): Promise<Ran> {
  const store = await rig.openStore(shared);
  const needs = {host: 'here', clone: rig.root, profile: 'quick', time: 0};
  await store.register({...needs, keys: [], complete: false});
  // Of a result whose outputs nobody wants, nobody would see that they are gone.
  const wants = ({id}: {readonly id: string}) => id === 'report/all';
  const ran = await rig.run(longPipeline(rig, count), {store, wants, executor: inProcess()});
  const keys = [...ran.result.manifests.values()].map(({key}) => key);
  await store.share(keys);
  await store.register({...needs, keys, complete: true});
  return ran;
}

/** A store in which everything is, away from its project, and what the report says. */
async function makeStore(rig: Rig) {
  const report = await rig.text(await runAt(rig, freshFolder()), 'report/all');
  const kept = path.join(freshFolder(), 'kept');
  renameSync(rig.storeFolder, kept);
  return {kept, report};
}

/** Cleans a store as if all in it were old; that it refuses is as good. */
const clean = (store: string) =>
  collectGarbage(store, {now: Date.now() + GRACE + 1000, dryRun: false}).catch((error: unknown) => {
    expect(['STORE_ROOT_INVALID', 'STORE_NO_ROOTS']).toContain(systemCode(error));
  });

/** Not wrong, not lost: the report is the same, and of all results one at most had to be made again. */
async function expectWhole(rig: Rig, report: string, file: string): Promise<void> {
  const ran = await runAt(rig);
  expect(ran.result.outcome, file).toBe('completed');
  expect(await rig.text(ran, 'report/all'), file).toBe(report);
  expect(ran.executed.length, file).toBeLessThanOrEqual(1);
  expect((await runAt(rig)).executed, file).toEqual([]);
}

describe.each(damages)('every file of a store, %s', (_, damage) => {
  test.each(['before a run', 'before a check', 'before a cleaning'])('%s', async (moment) => {
    const rig = project();
    const {kept, report} = await makeStore(rig);
    const elsewhere = path.join(freshFolder(), 'file');
    writeFileSync(elsewhere, mine);
    for (const file of filesOf(kept)) {
      cpSync(kept, rig.storeFolder, {recursive: true, preserveTimestamps: true});
      damage(path.join(rig.storeFolder, file), elsewhere);
      await asNobody(rig.root, async () => {
        if (moment === 'before a check') await checkStore(rig.storeFolder);
        if (moment === 'before a cleaning') await clean(rig.storeFolder);
        await expectWhole(rig, report, file);
      });
      expect(readFileSync(elsewhere, 'utf8')).toBe(mine);
      rmSync(rig.storeFolder, {recursive: true});
    }
  });
});
