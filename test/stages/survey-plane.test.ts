import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import body from '../../stages/survey-plane/body.ts';
import {plane} from '../../stages/survey-plane/record.ts';
import {trainingRecord} from '../../stages/train/record.ts';
import {probeRecord} from '../../stages/probe-record.ts';
import {surveyPlane} from '../../stages/survey-plane/stage.ts';
import {family} from '../models/build-model.ts';
import {trainCell} from './train-cell.ts';

let folder: string;
let paths: Awaited<ReturnType<typeof trainCell>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'survey-plane-'));
  paths = await trainCell(folder);
});
afterAll(() => rm(folder, {recursive: true}));

/** The body's artifact through one snapshot of the trained cell. */
async function survey(snapshot: string) {
  const output = join(folder, `plane-${snapshot}`);
  await body(
    {
      parameters: surveyPlane.parameters.parse({
        snapshot,
        reach: 0.4,
        points: 5,
        images: 40,
        batchSize: 20,
      }),
      inputs: {
        dataset: {kind: 'dataset', path: join(folder, 'dataset'), sha256: ''},
        snapshots: {kind: 'snapshots', path: paths.snapshots, sha256: ''},
        record: {kind: 'training-record', path: paths.record, sha256: ''},
      },
      outputs: {probe: {kind: 'probe', path: output}},
      seed: 7,
      lineage: [],
      scratch: '',
      signal: new AbortController().signal,
      progress: () => undefined,
      log: () => undefined,
    },
    {family: family('mlp')},
  );
  const {found, ...record} = await probeRecord.read(output);
  return {...record, found: found === null ? null : plane.found.parse(found)};
}

test('loss and accuracy of both splits stand at every point, lowest near the endpoint', async () => {
  const {snapshots, found, reason} = await survey('final');
  expect({snapshots, reason}).toEqual({snapshots: ['final'], reason: ''});
  expect(found).toMatchObject({axis: [-0.4, -0.2, 0, 0.2, 0.4], images: 40});
  for (const curve of [found?.train, found?.validation])
    for (const values of [curve?.loss, curve?.accuracy]) expect(values).toHaveLength(25);
  const losses = found?.train.loss.map((value) => value ?? Infinity) ?? [];
  const [corner, middle] = [losses[0], losses[12]];
  expect(middle).toBeLessThan(corner);
  const {result} = await trainingRecord.read(paths.record);
  // On 40 of 200 images, and statistics of 20: the same loss, roughly.
  expect(Math.abs(middle - (result.end.metrics.train?.loss ?? Infinity))).toBeLessThan(0.3);
});

test('a snapshot that is not there is said, not surveyed', async () => {
  await expect(survey('epoch-9')).resolves.toEqual({
    kind: 'plane',
    snapshots: ['epoch-9'],
    found: null,
    reason: 'The run (reached target) kept no snapshot epoch-9.',
    unconverged: [],
  });
});

test('an even number of points has no middle and is refused', () => {
  const even = {snapshot: 'final', reach: 1, points: 4, images: 1, batchSize: 1};
  expect(() => surveyPlane.parameters.parse(even)).toThrow('it must be odd');
});
