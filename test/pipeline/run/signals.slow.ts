import {copyFileSync} from 'node:fs';
import {constants} from 'node:os';
import path from 'node:path';
import {beforeAll, describe, expect, test} from 'vitest';
import {z} from 'zod';
import {ensureEngine} from '../../../src/compute/engine/setup.ts';
import {signalShield} from '../../../src/compute/engine/shield.ts';
import type {RunOptions} from '../../../src/pipeline/run/run.ts';
import {definePipeline} from '../../../src/pipeline/pipeline.ts';
import {bodyOf, Rig} from '../rig/rig.ts';
import {jobSignals, send, startStorm, workersOf} from '../rig/signals.ts';

beforeAll(() => ensureEngine(), 300_000);

/** A cell that takes long enough to be hit, and tells which process it was made by. */
function project(text = 'process.pid', head = '', before = ''): Rig {
  const rig = new Rig();
  const wait = 'progress(1, 1, ""); await new Promise((resolve) => setTimeout(resolve, 100));';
  rig.write('bodies/cell.ts', bodyOf(text, head, before + wait));
  return rig;
}

/** Runs the cell; `onFirst` sees the first worker as soon as it is there. */
async function runCell(
  rig: Rig,
  options: Partial<RunOptions>,
  onFirst: (id: number) => void = () => undefined,
) {
  const pipeline = definePipeline({seed: 1});
  pipeline.add(rig.stage('cell', {}), {cell: '0', parameters: {}});
  let first: number | undefined;
  const timer = setInterval(() => {
    if (first !== undefined) return;
    first = workersOf(process.pid).at(0);
    if (first !== undefined) onFirst(first);
  }, 1);
  const ran = await rig.run(pipeline, options).finally(() => clearInterval(timer));
  return {outcome: ran.result.outcome, text: await rig.text(ran, 'cell/0'), first};
}

describe.each([
  ['without native code', () => Promise.resolve(undefined)],
  ['with the shield', signalShield],
])('a worker %s', (_, findShield) => {
  test('that is hit in its first moments makes its cell, or another does', async () => {
    const shield = await findShield();
    for (let delay = 0; delay < 100; delay += 5) {
      const signal = jobSignals[(delay / 5) % jobSignals.length];
      const {outcome} = await runCell(project(), {shield}, (id) => {
        setTimeout(() => send(id, signal), delay);
      });
      expect({delay, signal, outcome}).toEqual({delay, signal, outcome: 'completed'});
    }
  });

  test('that is hit while it works goes on', async () => {
    const rig = project('process.pid', '', 'process.once("SIGTERM", () => log("heard"));');
    const {outcome, text, first} = await runCell(rig, {
      shield: await findShield(),
      emit({type}) {
        if (type !== 'progress') return;
        for (const id of workersOf(process.pid)) for (const signal of jobSignals) send(id, signal);
      },
    });
    expect(outcome).toBe('completed');
    expect(Number(text)).toBe(first);
  });
});

describe('the shield', () => {
  test('stands before Node runs: under a storm from its birth on, a worker lives', async () => {
    const storm = startStorm(process.pid);
    const shield = await signalShield();
    const {outcome} = await runCell(project(), {shield}).finally(() => storm.stop());
    expect(outcome).toBe('completed');
    expect(storm.hit.size).toBeGreaterThan(0);
  });

  // A path with a space cannot be preloaded: there the worker loads the library itself.
  test.each(['shield', 'a shield'])(
    'named %j lets the kernel drop signals, whatever listens, and is not handed on',
    async (name) => {
      const rig = project('dispositions()', "import {dispositions} from './dispositions.ts';");
      rig.write('bodies/dispositions.ts', dispositions);
      const shield = path.join(rig.root, `${name}.node`);
      copyFileSync((await signalShield()) ?? '', shield);
      const {text} = await runCell(rig, {shield, trusted: ['bodies/']});
      const {worker, child, preloaded} = Dispositions.parse(JSON.parse(text));
      expect(jobSignals.filter((signal) => ignores(worker, signal))).toEqual([...jobSignals]);
      expect(jobSignals.filter((signal) => ignores(child, signal))).toEqual([]);
      expect(preloaded).toBe('');
    },
  );
});

/** Listens to a signal, starts a process, and tells which signals both ignore. */
const dispositions = `
  import {execFileSync} from 'node:child_process';
  import {readFileSync} from 'node:fs';
  const ignored = (status) => /^SigIgn:\\s*(.*)/m.exec(status)[1];
  export function dispositions() {
    const listener = () => 1;
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, listener);
    process.off('SIGHUP', listener);
    const run = (script) => execFileSync('sh', ['-c', script], {encoding: 'utf8'});
    return JSON.stringify({
      worker: ignored(readFileSync('/proc/self/status', 'utf8')),
      child: ignored(run('cat /proc/self/status')),
      preloaded: run('printf "$LD_PRELOAD"'),
    });
  }
`;
const Dispositions = z.object({worker: z.string(), child: z.string(), preloaded: z.string()});

/** Whether a mask of signals, as the kernel prints it, holds this one. */
const ignores = (mask: string, signal: NodeJS.Signals): boolean =>
  ((BigInt(`0x${mask}`) >> BigInt(constants.signals[signal] - 1)) & 1n) === 1n;
