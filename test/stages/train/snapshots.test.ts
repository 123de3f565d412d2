import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {writeTensors} from '../../../src/compute/safetensors.ts';
import {initialState, type ModelState} from '../../../src/models/model.ts';
import {buildModel} from '../../models/build-model.ts';
import {snapshots, type Snapshots} from '../../../stages/train/snapshots.ts';

const spec = {
  family: 'mlp',
  depth: 1,
  width: 4,
  batchNorm: true,
  initialisation: {kind: 'he-normal'},
} as const;
const stateOf = (seed: number): ModelState => initialState(buildModel(spec, [3, 3, 1], 10), seed);
const value: Snapshots = {
  model: spec,
  inputShape: [3, 3, 1],
  classes: 10,
  snapshots: [
    {name: 'epoch-1', step: 20, ...stateOf(1)},
    {name: 'epoch-10', step: 200, ...stateOf(2)},
    {name: 'final', step: 400, ...stateOf(3)},
  ],
};

let path: string;
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), 'snapshots-')), 'snapshots');
});
afterEach(() => rm(join(path, '..'), {recursive: true}));

test('snapshots come back as they were written, in order', async () => {
  await snapshots.write(path, value);
  expect(await snapshots.read(path)).toEqual(value);
});

test('a run may have kept nothing', async () => {
  await snapshots.write(path, {...value, snapshots: []});
  expect(await snapshots.read(path)).toEqual({...value, snapshots: []});
});

test('a file of tensors without the facts is not of this kind', async () => {
  await writeTensors(path, {tensors: {}, metadata: {}});
  await expect(snapshots.read(path)).rejects.toThrow();
});
