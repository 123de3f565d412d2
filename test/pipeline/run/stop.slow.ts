import {once} from 'node:events';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {execa} from 'execa';
import fc from 'fast-check';
import {describe, expect, onTestFinished, test} from 'vitest';
import {bodyOf, Rig} from '../rig/rig.ts';
import {longPipeline, writeLongProject} from '../rig/long-project.ts';

const count = 4;

function project(stepMs: number): Rig {
  const rig = new Rig();
  writeLongProject(rig, stepMs);
  return rig;
}

/** What the report says when nothing disturbs the run. */
async function undisturbed(stepMs: number): Promise<string> {
  const rig = project(stepMs);
  return rig.text(await rig.run(longPipeline(rig, count)), 'report/all');
}

/** Ids of the processes whose command line or folder is of this project. */
function processesOf({root}: Rig): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(root);
      } catch {
        return false;
      }
    })
    .map(Number);
}

async function untilGone(rig: Rig): Promise<void> {
  await expect.poll(() => processesOf(rig), {timeout: 5000, interval: 50}).toEqual([]);
}

/** Every manifest and blob of the store, by path. */
function stored({storeFolder}: Rig): readonly string[] {
  return ['ac', 'cas'].flatMap((name) =>
    readdirSync(path.join(storeFolder, name), {recursive: true, withFileTypes: true})
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name),
  );
}

describe('a run that is told to stop', () => {
  test('ends its workers, publishes no half, and goes on where it was', async () => {
    const rig = project(150);
    const controller = new AbortController();
    const stopped = await rig.run(longPipeline(rig, count), {
      signal: controller.signal,
      emit(event) {
        if (event.type === 'progress' && event.done === 2) controller.abort();
      },
    });
    expect(stopped.result.outcome).toBe('aborted');
    expect(stopped.result.counts).toMatchObject({finished: 0, failed: 0, cancelled: count + 2});
    await untilGone(rig);

    const next = await rig.run(longPipeline(rig, count));
    expect(next.result.outcome).toBe('completed');
    const from = next.events.flatMap((event) => (event.type === 'log' ? [event.message] : []));
    expect(from.filter((line) => line === 'from 0').length).toBeLessThan(count);
    expect(await rig.text(next, 'report/all')).toBe(await undisturbed(150));
  });

  test('ends a body that does not listen', async () => {
    const rig = project(1);
    rig.write('bodies/cell.ts', bodyOf('1', '', 'for (;;);'));
    const controller = new AbortController();
    const {result} = await rig.run(longPipeline(rig, count), {
      signal: controller.signal,
      emit: ({type}) => {
        if (type === 'started') setTimeout(() => controller.abort(), 300);
      },
    });
    expect(result.outcome).toBe('aborted');
    await untilGone(rig);
  });

  test('does nothing when it is told before it starts', async () => {
    const rig = project(1);
    const {result, executed} = await rig.run(longPipeline(rig, count), {
      signal: AbortSignal.abort(),
    });
    expect(executed).toEqual([]);
    expect(result.outcome).toBe('aborted');
  });
});

const driver = path.join(import.meta.dirname, '../rig/driver.ts');

function startDriver(rig: Rig) {
  const subprocess = execa('node', ['--import', 'tsx', driver, rig.root, `${count}`], {
    reject: false,
  });
  onTestFinished(() => void subprocess.kill('SIGKILL'));
  return subprocess;
}

describe('a driver that is killed', () => {
  test('leaves no worker behind, even one that never comes to rest', async () => {
    const rig = project(1);
    rig.write('bodies/cell.ts', bodyOf('1', '', 'for (;;);'));
    const subprocess = startDriver(rig);
    await once(subprocess.stdout, 'data');
    await expect.poll(() => processesOf(rig).length, {timeout: 20_000}).toBeGreaterThan(1);
    await sleep(300);
    subprocess.kill('SIGKILL');
    await subprocess;
    await untilGone(rig);
  });

  test('at any moment leaves a store that the next run completes, byte for byte', async () => {
    const expected = await undisturbed(30);
    const moments = fc.array(fc.record({ms: fc.nat(1500), worker: fc.boolean()}), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(moments, async (kills) => {
        const rig = project(30);
        for (const {ms, worker} of kills) {
          const subprocess = startDriver(rig);
          await sleep(300 + ms);
          const workers = processesOf(rig).filter((pid) => pid !== subprocess.pid);
          if (worker && workers.length > 0) process.kill(workers[0], 'SIGKILL');
          else subprocess.kill('SIGKILL');
          await subprocess;
          await untilGone(rig);
        }
        const last = await rig.run(longPipeline(rig, count));
        expect(last.result.outcome).toBe('completed');
        expect(await rig.text(last, 'report/all')).toBe(expected);
        expect((await rig.run(longPipeline(rig, count))).executed).toEqual([]);
        expect(stored(rig).filter((name) => !/^[0-9a-f]{64}$/.test(name))).toEqual([]);
      }),
      {numRuns: 8},
    );
  });
});
