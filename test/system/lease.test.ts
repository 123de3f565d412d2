import {execFileSync, spawnSync} from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it, vi} from 'vitest';
import {directAccess, patientAccess} from '../../src/system/access.ts';
import {LeaseBook} from '../../src/system/lease.ts';
import {hasDied, thisProcess, type ProcessIdentity} from '../../src/system/process-identity.ts';
import {withLease} from '../../src/system/with-lease.ts';
import {freshFolder} from '../store/rig.ts';

/** The path of a lease, in a folder of its own. */
function newPath(): string {
  const folder = join(freshFolder(), 'leases');
  mkdirSync(folder);
  return join(folder, 'a'.repeat(64));
}

/** A lease as another holder left it, so many seconds ago by the clock of the file system. */
function plant(
  path: string,
  holder: Partial<ProcessIdentity & {token: string}> | string,
  age = 0,
): void {
  const text = JSON.stringify({...thisProcess(), token: 'other', ...Object(holder)});
  writeFileSync(path, typeof holder === 'string' ? holder : text);
  if (age === 0) return;
  const then = Date.now() / 1000 - age;
  utimesSync(path, then, then);
}

const elsewhere = {place: 'another boot'};
/** The number of a process that has ended. */
const deadPid = () => spawnSync('true').pid;

describe.each([
  ['directly', directAccess],
  ['patiently', patientAccess],
])('a lease, read %s', (_, access) => {
  it('has one holder until it is released', async () => {
    const path = newPath();
    const [one, two] = [new LeaseBook(access), new LeaseBook(access)];
    const lease = await one.acquire(path);
    expect(lease).toBeDefined();
    expect(await two.acquire(path)).toBeUndefined();
    expect(await two.acquire(`${path}b`)).toBeDefined();
    await lease?.release();
    expect(await two.acquire(path)).toBeDefined();
    expect(readdirSync(join(path, '..'))).toHaveLength(2);
  });

  it('goes to one of many who ask at once', async () => {
    const path = newPath();
    const asked = Array.from({length: 20}, () => new LeaseBook(access).acquire(path));
    const leases = await Promise.all(asked);
    expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);
  });

  it('of a process of this place that is gone is broken at once', async () => {
    const path = newPath();
    plant(path, {pid: deadPid()});
    expect(await new LeaseBook(access).acquire(path)).toBeDefined();
  });

  it('of a process whose number was given again is broken at once', async () => {
    const path = newPath();
    plant(path, {start: '1'});
    expect(await new LeaseBook(access).acquire(path)).toBeDefined();
  });

  it('of a container with the same host name and process number is left alone', async () => {
    const path = newPath();
    plant(path, {...elsewhere, pid: deadPid()});
    expect(await new LeaseBook(access).acquire(path)).toBeUndefined();
  });

  it('without a beat for a minute is broken, at the first look', async () => {
    const path = newPath();
    plant(path, elsewhere, 59);
    expect(await new LeaseBook(access).acquire(path)).toBeUndefined();
    plant(path, elsewhere, 62);
    expect(await new LeaseBook(access).acquire(path)).toBeDefined();
  });

  it('is judged by the clock of the file server, whatever the own one says', async () => {
    vi.useFakeTimers({now: Date.now() + 3600_000, toFake: ['Date']});
    try {
      const path = newPath();
      plant(path, elsewhere);
      expect(await new LeaseBook(access).acquire(path)).toBeUndefined();
    } finally {
      vi.useRealTimers();
    }
  });

  it('with a time to come is nobody’s', async () => {
    const path = newPath();
    plant(path, elsewhere, -3600);
    expect(await new LeaseBook(access).acquire(path)).toBeDefined();
  });

  it('that is garbage is broken like one without a beat', async () => {
    const path = newPath();
    plant(path, '{');
    expect(await new LeaseBook(access).acquire(path)).toBeUndefined();
    plant(path, '{', 62);
    expect(await new LeaseBook(access).acquire(path)).toBeDefined();
  });

  it.each([
    ['a folder', (path: string) => mkdirSync(join(path, 'inner'), {recursive: true})],
    ['a pipe', (path: string) => execFileSync('mkfifo', [path])],
    ['a link', (path: string) => symlinkSync('/etc/passwd', path)],
  ])('in whose place stands %s is broken when that is old', async (_what, make) => {
    const path = newPath();
    make(path);
    execFileSync('touch', ['-h', '-d', '2 minutes ago', path]);
    expect(await new LeaseBook(access).acquire(path)).toBeDefined();
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject(thisProcess());
    expect(readdirSync(join(path, '..'))).toHaveLength(1);
  });
});

it('is shown to live by writes, which the file server stamps', async () => {
  vi.useFakeTimers({toFake: ['setInterval', 'clearInterval']});
  try {
    const path = newPath();
    const lease = await new LeaseBook(directAccess).acquire(path);
    const text = readFileSync(path, 'utf8');
    utimesSync(path, 1, 1);
    vi.advanceTimersByTime(10_000);
    const {mtimeMs} = await vi.waitUntil(() => {
      const stats = directAccess.stat(path);
      return stats && 'mtimeMs' in stats && stats.mtimeMs > 1000 ? stats : undefined;
    });
    expect(mtimeMs).toBeGreaterThan(1e12);
    expect(readFileSync(path, 'utf8')).toBe(text);
    await lease?.release();
  } finally {
    vi.useRealTimers();
  }
});

it('that was taken over is neither beaten nor removed by who had it', async () => {
  vi.useFakeTimers({toFake: ['setInterval', 'clearInterval']});
  try {
    const path = newPath();
    const lease = await new LeaseBook(directAccess).acquire(path);
    plant(path, {token: 'theirs'}, 30);
    const {mtimeMs} = statSync(path);
    await vi.advanceTimersByTimeAsync(10_000);
    await lease?.release();
    expect(existsSync(path)).toBe(true);
    expect(statSync(path).mtimeMs).toBe(mtimeMs);
  } finally {
    vi.useRealTimers();
  }
});

describe('work under a lease', () => {
  it('is done by one at a time', async () => {
    const path = newPath();
    let holders = 0;
    const work = async () => {
      expect(++holders).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      holders--;
    };
    await Promise.all([withLease(path, work), withLease(path, work), withLease(path, work)]);
  });

  it('gives it back when it fails', async () => {
    const path = newPath();
    await expect(withLease(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(path)).toBe(false);
  });

  it('is not waited for when one is told to stop', async () => {
    const path = newPath();
    await new LeaseBook(directAccess).acquire(path);
    const signal = AbortSignal.timeout(50);
    const onWait = vi.fn();
    await expect(withLease(path, () => Promise.resolve(), onWait, signal)).rejects.toThrow();
    expect(onWait).toHaveBeenCalledOnce();
  });
});

it('tells processes apart', () => {
  expect(hasDied(thisProcess())).toBe(false);
  expect(hasDied({...thisProcess(), pid: deadPid()})).toBe(true);
});
