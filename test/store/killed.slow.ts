import {spawn, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {expect, it} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import {checkStore} from '../../src/store/fsck.ts';
import {freshFolder, listAll} from './rig.ts';

const script = fileURLToPath(new URL('fixtures/publish-forever.ts', import.meta.url));

/** A process that publishes from number `first` on; resolves once it does. */
async function startPublisher(root: string, first: number): Promise<ChildProcess> {
  const args = ['--import', 'tsx', script, root, freshFolder(), String(first)];
  const child = spawn(process.execPath, args, {stdio: ['ignore', 'pipe', 'inherit']});
  await once(child.stdout, 'data');
  return child;
}

it('has no torn file, whenever its publishers are killed, two of them at once', async () => {
  const root = join(freshFolder(), 'artifacts');
  const random = randomStream(11);
  for (let round = 0; round < 8; round++) {
    // Both publish the same results, so they meet at every name.
    const pair = await Promise.all([
      startPublisher(root, round * 5),
      startPublisher(root, round * 5),
    ]);
    for (const child of pair) {
      await sleep(random.integer(150));
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    const {problems, manifests} = await checkStore(root);
    expect(problems).toEqual([]);
    expect(manifests).toBeGreaterThan(0);
  }
  // The same names are free for the next run, which is not misled by what was left behind.
  const child = await startPublisher(root, 0);
  await sleep(500);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect((await checkStore(root)).problems).toEqual([]);
  expect(listAll(root)).not.toContain('quarantine');
});
