import {execFileSync} from 'node:child_process';
import {mkdirSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {definePipeline} from '../../../src/pipeline/pipeline.ts';
import {readRecords} from '../../../src/pipeline/run/record.ts';
import {inProcess} from '../rig/in-process.ts';
import {bodyOf, freshFolder, Rig} from '../rig/rig.ts';

/** One stage with two cells. */
function project() {
  const rig = new Rig();
  rig.write('bodies/cell.ts', bodyOf('parameters.size'));
  const pipeline = (size: number) => {
    const made = definePipeline({seed: 1});
    const cell = rig.stage('cell', {});
    for (const name of ['a', 'b']) made.add(cell, {cell: name, parameters: {size}});
    return made;
  };
  const run = (size: number) => rig.run(pipeline(size), {executor: inProcess()});
  return {rig, run};
}

/** Ten gigabytes that take no room. */
function makeEndless(at: string): void {
  writeFileSync(at, '');
  truncateSync(at, 10 * 2 ** 30);
}

const intruders: [string, (at: string, elsewhere: string) => void][] = [
  ['a folder', (at) => mkdirSync(path.join(at, 'inner'), {recursive: true})],
  ['a pipe', (at) => execFileSync('mkfifo', [at])],
  ['a link to a file', (at, elsewhere) => symlinkSync(path.join(elsewhere, 'file'), at)],
  ['a link to a folder', (at, elsewhere) => symlinkSync(elsewhere, at)],
  ['a file without end', (at) => makeEndless(at)],
  ['nothing that can be read', (at) => writeFileSync(at, '\0\0')],
];

describe.each(intruders)('with %s', (_, make) => {
  test.each(['last.ndjson', 'durations.json', 'details', 'runs', 'logs'])(
    'in the place of %s a run is made all the same, and nothing elsewhere is touched',
    async (name) => {
      const {rig, run} = project();
      await run(1);
      const elsewhere = freshFolder();
      writeFileSync(path.join(elsewhere, 'file'), 'mine');
      const at = path.join(rig.storeFolder, name);
      rmSync(at, {recursive: true, force: true});
      make(at, elsewhere);
      const second = await run(2);
      expect(second.result.outcome).toBe('completed');
      expect(second.executed).toHaveLength(2);
      expect((await run(2)).executed).toEqual([]);
      expect(readdirSync(elsewhere)).toEqual(['file']);
      expect(readRecords(rig.storeFolder)).toBeInstanceOf(Array);
    },
  );
});

test('a record that is a pipe is passed over', async () => {
  const {rig, run} = project();
  await run(1);
  execFileSync('mkfifo', [path.join(rig.storeFolder, 'runs', 'x.json')]);
  expect(readRecords(rig.storeFolder)).toHaveLength(1);
});
