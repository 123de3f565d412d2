import {mkdirSync, utimesSync, writeFileSync} from 'node:fs';
import {hostname} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {directAccess} from '../../src/store/access.ts';
import {LeaseBook} from '../../src/store/lease.ts';
import {freshFolder} from './rig.ts';

const key = 'a'.repeat(64);

/** A lease as another holder left it. */
function plant(root: string, holder: {host: string; pid: number}): void {
  mkdirSync(join(root, 'leases'));
  writeFileSync(join(root, 'leases', key), JSON.stringify(holder));
}

describe('a lease', () => {
  it('has one holder until it is released', async () => {
    const root = freshFolder();
    const [one, two] = [
      new LeaseBook(root, directAccess, Date.now),
      new LeaseBook(root, directAccess, Date.now),
    ];
    const lease = await one.acquire(key);
    expect(lease).toBeDefined();
    expect(await two.acquire(key)).toBeUndefined();
    expect(await two.acquire('b'.repeat(64))).toBeDefined();
    await lease?.release();
    expect(await two.acquire(key)).toBeDefined();
  });

  it('goes to one of many who ask at once', async () => {
    const root = freshFolder();
    const asked = Array.from({length: 20}, () =>
      new LeaseBook(root, directAccess, Date.now).acquire(key),
    );
    const leases = await Promise.all(asked);
    expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);
  });

  it('of a process of this machine that is gone is broken at once', async () => {
    const root = freshFolder();
    plant(root, {host: hostname(), pid: 2 ** 22 + 1});
    expect(await new LeaseBook(root, directAccess, Date.now).acquire(key)).toBeDefined();
  });

  it('of another machine is broken after a minute without a beat, by the clock of the watcher', async () => {
    const root = freshFolder();
    plant(root, {host: 'elsewhere', pid: 1});
    let now = 5_000_000_000;
    const book = new LeaseBook(root, directAccess, () => now);
    expect(await book.acquire(key)).toBeUndefined();
    now += 59_000;
    expect(await book.acquire(key)).toBeUndefined();
    now += 2_000;
    expect(await book.acquire(key)).toBeDefined();
  });

  it('of another machine that beats is left alone', async () => {
    const root = freshFolder();
    plant(root, {host: 'elsewhere', pid: 1});
    let now = 0;
    const book = new LeaseBook(root, directAccess, () => now);
    for (let beat = 1; beat < 10; beat++) {
      expect(await book.acquire(key)).toBeUndefined();
      now += 50_000;
      utimesSync(join(root, 'leases', key), beat, beat);
    }
  });

  it('that is garbage is broken like one without a beat', async () => {
    const root = freshFolder();
    mkdirSync(join(root, 'leases'));
    writeFileSync(join(root, 'leases', key), '{');
    let now = 0;
    const book = new LeaseBook(root, directAccess, () => now);
    expect(await book.acquire(key)).toBeUndefined();
    now += 61_000;
    expect(await book.acquire(key)).toBeDefined();
  });
});
