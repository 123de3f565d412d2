import {mkdir, mkdtemp, readdir, rename, rm} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {patientAccess} from '../../system/access.ts';
import {LeaseBook} from '../../system/lease.ts';
import {systemCode} from '../../system/system-error.ts';
import {withLease} from '../../system/with-lease.ts';
import {addonNames, engineFolder, librariesName} from './cache.ts';
import {cacheRefusal, isReady, writeContents} from './contents.ts';
import {compileAddons} from './compile.ts';
import {downloadWheels} from './download.ts';
import {chosenDevice, type Device} from './identity.ts';
import {protect} from './owned.ts';
import {checkPrerequisites} from './prerequisites.ts';
import {findRelative, takeLibraries} from './reuse.ts';
import {unpackMembers} from './unpack.ts';
import {isNeeded, wheelSets} from './wheels.ts';

/** What a set-up is doing; the command line draws a bar from it. `total` is an estimate. */
export type SetupEvent =
  | {readonly step: 'wait'}
  | {readonly step: 'download' | 'unpack'; readonly bytes: number; readonly total: number}
  | {readonly step: 'compile'};

export interface SetupOptions {
  readonly device?: Device;
  readonly onProgress?: (event: SetupEvent) => void;
  readonly signal?: AbortSignal;
}

/**
 * Sets up the engine when this machine does not have it: fetches TensorFlow's wheel by pip, unpacks
 * the C library, compiles the addons. Once per machine and cache folder; a few file look-ups after.
 * Libraries that an engine of another version of this project has are taken from there.
 * Safe beside other set-ups, and a set-up that was killed leaves nothing that a later one trusts.
 *
 * @returns The engine's folder.
 * @throws {EngineError} When something is missing; the error says what and how to get it.
 */
export async function ensureEngine(options: SetupOptions = {}): Promise<string> {
  const device = options.device ?? chosenDevice();
  const folder = engineFolder(device);
  if (await isReady(folder)) return folder;
  const lender = await findRelative(folder, librariesName(device));
  await checkPrerequisites(dirname(folder), lender ? addonBytes : wheelSets[device].neededBytes);
  try {
    await setUp(device, folder, options);
  } catch (error) {
    throw cacheRefusal(folder, error);
  }
  // Its files are read here rather than by every worker.
  await isReady(folder);
  return folder;
}

async function setUp(device: Device, folder: string, options: SetupOptions): Promise<void> {
  await withLease(
    `${folder}.lease`,
    async () => {
      if (await isReady(folder)) return;
      await sweep(folder);
      await build(device, folder, options);
    },
    () => options.onProgress?.({step: 'wait'}),
    options.signal,
  );
}

/** Free bytes that a set-up needs when the libraries are there. */
const addonBytes = 10_000_000;

async function build(device: Device, folder: string, options: SetupOptions): Promise<void> {
  const workshop = await mkdtemp(`${folder}.`);
  try {
    // So that nobody sweeps it away.
    await withLease(join(workshop, LEASE), () => make(device, folder, workshop, options));
  } finally {
    await rm(workshop, {recursive: true, force: true});
  }
}

/** In a workshop: held by the set-up that works there. */
const LEASE = 'lease';

async function make(
  device: Device,
  folder: string,
  workshop: string,
  options: SetupOptions,
): Promise<void> {
  const engine = join(workshop, 'engine');
  const lender = await findRelative(folder, librariesName(device));
  const members = lender
    ? await takeLibraries(lender, engine)
    : await fetchLibraries(device, workshop, engine, options);
  options.onProgress?.({step: 'compile'});
  const libraries = members.filter((name) => !name.startsWith('tensorflow/include/'));
  await compileAddons(engine, libraries, options.signal);
  await writeContents(engine, [...libraries, ...Object.values(addonNames)]);
  await protect(engine);
  await publish(engine, folder);
}

/** Downloads into `workshop` and unpacks into `engine`, and says what was unpacked. */
async function fetchLibraries(
  device: Device,
  workshop: string,
  engine: string,
  {onProgress, signal}: SetupOptions,
): Promise<string[]> {
  const wheels = wheelSets[device];
  const report = (step: 'download' | 'unpack') => (bytes: number, total: number) =>
    onProgress?.({step, bytes, total});
  const archives = await downloadWheels(wheels, workshop, report('download'), signal);
  return unpackAll(archives, engine, report('unpack'), wheels.unpackedBytes);
}

async function unpackAll(
  archives: readonly string[],
  folder: string,
  onBytes: (bytes: number, total: number) => void,
  total: number,
): Promise<string[]> {
  let bytes = 0;
  const members: string[] = [];
  for (const archive of archives) {
    const more = await unpackMembers(archive, folder, isNeeded, (count) =>
      onBytes((bytes += count), total),
    );
    members.push(...more);
    await rm(archive);
  }
  return members;
}

/** Puts a complete engine in place; one that another set-up has put there meanwhile stays. */
async function publish(engine: string, folder: string): Promise<void> {
  if (!(await isReady(folder))) await rm(folder, {recursive: true, force: true});
  await mkdir(dirname(folder), {recursive: true});
  try {
    await rename(engine, folder);
  } catch (error) {
    const isTaken = ['ENOTEMPTY', 'EEXIST'].includes(systemCode(error) ?? '');
    if (!isTaken || !(await isReady(folder))) throw error;
  }
}

/** Removes the workshops of set-ups that no longer live. */
async function sweep(folder: string): Promise<void> {
  const leases = new LeaseBook(patientAccess);
  for (const entry of await readdir(dirname(folder), {withFileTypes: true})) {
    if (!entry.isDirectory() || !entry.name.startsWith(`${basename(folder)}.`)) continue;
    const workshop = join(dirname(folder), entry.name);
    const lease = await leases.acquire(join(workshop, LEASE));
    if (!lease) continue;
    await rm(workshop, {recursive: true, force: true});
    await lease.release();
  }
}
