import {readdirSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {definePipeline} from '../../../src/pipeline/pipeline.ts';
import type {RunOptions} from '../../../src/pipeline/run/run.ts';
import {bodyOf, Rig} from '../rig/rig.ts';
import {textKind} from '../rig/text-kind.ts';

/** One cell that twelve others read; tells how many worker processes lived at one time. */
async function countWorkers(jobs: number, machine: RunOptions['machine']): Promise<number> {
  const rig = new Rig();
  const wait = 'await new Promise((done) => setTimeout(done, 400));';
  rig.write('bodies/first.ts', bodyOf('1', '', wait));
  rig.write('bodies/cell.ts', bodyOf('inputs.first', '', wait.replace('400', '40')));
  const [first, cell] = [rig.stage('first', {}), rig.stage('cell', {first: textKind})];
  const pipeline = definePipeline({seed: 1});
  const one = pipeline.add(first, {cell: 'one', parameters: {}});
  for (let index = 0; index < 12; index++) {
    const inputs = {first: one.outputs.out};
    pipeline.add(cell, {cell: `${index}`, parameters: {index}, inputs});
  }
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, workersOf(rig))), 20);
  const {result} = await rig.run(pipeline, {jobs, machine});
  clearInterval(timer);
  expect(result.counts.finished).toBe(13);
  return most;
}

const workersOf = ({root}: Rig): number =>
  readdirSync('/proc').filter((name) => /^\d+$/.test(name) && commandOf(name).includes(root))
    .length;

function commandOf(process: string): string {
  try {
    return readFileSync(`/proc/${process}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

test.each([
  ['cores', 12, {cpus: 2, memoryMB: 4000, gpus: 0}],
  ['memory', 12, {cpus: 12, memoryMB: 25, gpus: 0}],
  ['jobs', 2, {cpus: 12, memoryMB: 4000, gpus: 0}],
])(
  'no more workers are started than cells can run at one time, for want of %s',
  async (_, jobs, machine) => {
    expect(await countWorkers(jobs, machine)).toBe(2);
  },
);
