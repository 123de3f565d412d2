import {symlinkSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {definePipeline} from '../../../src/pipeline/pipeline.ts';
import {bodyOf, Rig, type Locked, type Ran} from '../rig/rig.ts';

const dep = (version: string): Record<string, Locked> => ({
  'node_modules/dep': {version, integrity: `sha512-${version}`},
});

/** A project of one cell that imports `dep`, and does `meanwhile` when the cell has started. */
async function runWhile(rig: Rig, meanwhile: () => void): Promise<Ran> {
  const wait = 'await new Promise((resolve) => setTimeout(resolve, 300));';
  rig.write('bodies/cell.ts', bodyOf('dep', 'import dep from "dep";', wait));
  const pipeline = definePipeline({seed: 1});
  pipeline.add(rig.stage('cell', {}), {cell: 'one', parameters: {}});
  return rig.run(pipeline, {
    emit({type}) {
      if (type === 'started') meanwhile();
    },
  });
}

const codes = ({events}: Ran) =>
  events.flatMap((event) => (event.type === 'failed' ? [event.failure.code] : []));

function installed(version = '1.0.0', more: Record<string, Locked> = {}): Rig {
  const rig = new Rig();
  rig.install({...dep(version), ...more});
  rig.write('node_modules/dep/index.js', `module.exports = '${version}';`);
  return rig;
}

describe('a cell of a run beside which packages are installed', () => {
  test('fails when it reaches them, and is made again with them', async () => {
    const rig = installed();
    const ran = await runWhile(rig, () => rig.install(dep('2.0.0')));
    expect([codes(ran), ran.result.counts.finished]).toEqual([['PACKAGES_CHANGED'], 0]);
    expect((await runWhile(rig, () => undefined)).result.counts.finished).toBe(1);
  });

  test('fails while they are not there', async () => {
    const rig = installed();
    const ran = await runWhile(rig, () => rig.remove('node_modules/.package-lock.json'));
    expect(codes(ran)).toEqual(['PACKAGES_CHANGED']);
  });

  test('is not disturbed by others', async () => {
    const rig = installed();
    const other = {'node_modules/other': {version: '1.0.0', integrity: 'sha512-o'}};
    const ran = await runWhile(rig, () => rig.install({...dep('1.0.0'), ...other}));
    expect([codes(ran), ran.result.counts.finished]).toEqual([[], 1]);
  });

  test('fails when a linked one is edited', async () => {
    const rig = new Rig();
    rig.install({
      'node_modules/dep': {resolved: 'packages/dep', link: true},
      'packages/dep': {version: '1.0.0'},
    });
    rig.write('packages/dep/index.js', 'module.exports = 1;');
    rig.write('node_modules/keep', '');
    symlinkSync('../packages/dep', path.join(rig.root, 'node_modules/dep'));
    const edit = () => rig.write('packages/dep/index.js', 'module.exports = 2;');
    expect(codes(await runWhile(rig, edit))).toEqual(['PACKAGES_CHANGED']);
  });
});
