import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {ForgivingTier} from '../../src/store/forgiving-tier.ts';
import type {StoreNotice} from '../../src/store/errors.ts';
import {CALLS_AT_ONCE, type Tier} from '../../src/store/tier.ts';
import type {Manifest} from '../../src/store/types.ts';
import {freshFolder, listAll, openRig, publish} from './rig.ts';

describe('a local disk that is full', () => {
  const script = fileURLToPath(new URL('fixtures/publish-large.ts', import.meta.url));

  it('stops a publication with a typed error, and leaves no part of it', () => {
    const root = join(freshFolder(), 'artifacts');
    // A limit on the size of files makes the kernel refuse a write half-way, as a full disk does.
    const command = `ulimit -f 64; exec "${process.execPath}" --import tsx "${script}" "$1" "$2"`;
    const publishUnder = (limited: string) =>
      execFileSync('sh', ['-c', limited, 'sh', root, freshFolder()], {encoding: 'utf8'});
    expect(publishUnder(command)).toBe('STORE_FULL');
    expect(listAll(root).filter((path) => /ac\/..\/.|tmp/.test(path))).toEqual([]);
    expect(publishUnder(command.replace('ulimit -f 64;', ''))).toBe('published');
  });
});

/** A shared tier over one whose every call ends as `end` does. */
function openOver(
  end: () => Promise<never>,
  manifest: Tier['manifest'] = end,
  lease: Tier['lease'] = end,
) {
  const notices: StoreNotice[] = [];
  let [calls, gaveUp] = [0, 0];
  const count =
    <T>(call: () => Promise<T>) =>
    () => {
      calls++;
      return call();
    };
  const failing = count(end);
  const tier: Tier = {
    manifest: count(() => manifest(key)),
    hasAll: failing,
    get: failing,
    put: failing,
    putManifest: failing,
    lease: count(() => lease(key)),
    forget: failing,
    identity: failing,
    register: failing,
    giveUp() {
      gaveUp++;
    },
  };
  const notice = (said: StoreNotice) => notices.push(said);
  const shared = new ForgivingTier(tier, '/mnt/lab', {now: Date.now, notice});
  return {
    shared,
    codes: () => notices.map(({code}) => code),
    calls: () => calls,
    gaveUp: () => gaveUp,
  };
}

const systemError = (code: string) => () => Promise.reject(Object.assign(new Error(code), {code}));
const key = 'a'.repeat(64);

describe('a shared store', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each([
    ['full', 'ENOSPC', 'STORE_SHARED_FULL'],
    ['over quota', 'EDQUOT', 'STORE_SHARED_FULL'],
    ['read-only', 'EROFS', 'STORE_SHARED_READ_ONLY'],
    ['not ours', 'EACCES', 'STORE_SHARED_READ_ONLY'],
    ['broken', 'EIO', 'STORE_SHARED_DOWN'],
    ['stale', 'ESTALE', 'STORE_SHARED_DOWN'],
  ])('that is %s is said once and not written for a minute', async (_, system, code) => {
    const {shared, codes, calls} = openOver(systemError(system));
    const manifest = await someManifest();
    for (let i = 0; i < 3; i++) expect(await shared.publish(manifest, [])).toBeUndefined();
    expect([codes(), calls()]).toEqual([[code], 1]);
    vi.advanceTimersByTime(61_000);
    expect(await shared.publish(manifest, [])).toBeUndefined();
    expect([codes(), calls()]).toEqual([[code], 2]);
  });

  it('that cannot be read is a miss, and said once', async () => {
    const {shared, codes, calls} = openOver(systemError('EIO'));
    for (let i = 0; i < 3; i++) expect(await shared.manifest(key)).toBeUndefined();
    expect([codes(), calls()]).toEqual([['STORE_SHARED_DOWN'], 1]);
  });

  it('that is full is read all the same', async () => {
    const {shared, calls} = openOver(systemError('ENOSPC'));
    await shared.publish(await someManifest(), []);
    await expect(shared.manifest(key)).rejects.toMatchObject({code: 'ENOSPC'});
    expect(calls()).toBe(2);
  });

  it('that never answers is given up, and those who wait for it go on', async () => {
    const {shared, codes, calls, gaveUp} = openOver(() => new Promise(() => undefined));
    const asked = Promise.all(Array.from({length: 20}, () => shared.manifest(key)));
    await vi.advanceTimersByTimeAsync(200_000);
    expect(await asked).toEqual(Array.from({length: 20}, () => undefined));
    expect(codes()).toEqual(['STORE_SHARED_DOWN']);
    expect([calls(), gaveUp()]).toEqual([CALLS_AT_ONCE, CALLS_AT_ONCE]);
    // It is asked again, but not every minute: each time costs one.
    await vi.advanceTimersByTimeAsync(300_000);
    expect(await shared.manifest(key)).toBeUndefined();
    expect(calls()).toBe(CALLS_AT_ONCE);
    await vi.advanceTimersByTimeAsync(200_000);
    void shared.manifest(key);
    await vi.advanceTimersByTimeAsync(1);
    expect(calls()).toBe(CALLS_AT_ONCE + 1);
  });

  it('that is full gives leases back all the same', async () => {
    let released = 0;
    const lease = {
      release() {
        released++;
        return Promise.resolve();
      },
    };
    const {shared} = openOver(systemError('ENOSPC'), undefined, () => Promise.resolve(lease));
    const granted = await shared.lease(key);
    await shared.publish(await someManifest(), []);
    if (granted !== 'absent') await granted?.release();
    expect(released).toBe(1);
  });

  it('that is slow is waited for, and said once', async () => {
    const slow = () => new Promise<undefined>((resolve) => void setTimeout(resolve, 10_000));
    const {shared, codes} = openOver(systemError('EIO'), slow);
    const asked = Promise.all([shared.manifest(key), shared.manifest(key)]);
    await vi.advanceTimersByTimeAsync(20_000);
    await asked;
    expect(codes()).toEqual(['STORE_SHARED_SLOW']);
  });
});

async function someManifest(): Promise<Manifest> {
  const {store} = await openRig();
  return publish(store, 'some', 'content');
}
