import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {buildModel} from '../models/build-model.ts';
import {snapshots} from '../../stages/train/snapshots.ts';
import {trainingRecord} from '../../stages/train/record.ts';
import {trainCell} from './train-cell.ts';

let folder: string;
let whole: Awaited<ReturnType<typeof trainCell>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'train-stage-'));
  whole = await trainCell(join(folder, 'whole'));
});
afterAll(() => rm(folder, {recursive: true}));

test('the record says what was asked for and how it went', async () => {
  const record = await trainingRecord.read(whole.record);
  expect(record).toMatchObject({
    dataset: {name: 'mnist', extent: 'sample'},
    plan: {learningRate: 0.05, batchSize: 12, momentum: 0.5, trainSize: 200},
    seed: 4_000_000_000,
    parameterCount: 100 * 16 + 16 * 16 + 4 * 16 + 16 * 10 + 10,
  });
  expect(record.noise).toBeCloseTo(0.05 / 12, 12);
  expect(record.effectiveNoise).toBeCloseTo(0.1 / 12, 12);
  const {outcome, history, end, target} = record.result;
  expect(outcome).toBe('reached target');
  expect(target?.epoch).toBeLessThan(12);
  expect(history).toHaveLength(13);
  expect(Object.keys(end.metrics)).toEqual(['train', 'validation', 'test', 'noisy', 'clean']);
});

test('the snapshots belong to the model and are those that were asked for', async () => {
  const {model, inputShape, classes, snapshots: kept} = await snapshots.read(whole.snapshots);
  expect(kept.map(({name}) => name)).toEqual(['epoch-0', 'epoch-2.5', 'target', 'final']);
  const {parameters, statistics} = buildModel(model, inputShape, classes);
  for (const snapshot of kept) {
    expect(Object.keys(snapshot.parameters).sort()).toEqual(
      parameters.map(({name}) => name).sort(),
    );
    for (const {name, shape} of parameters) expect(snapshot.parameters[name].shape).toEqual(shape);
    expect(Object.keys(snapshot.statistics).sort()).toEqual(
      statistics.map(({name}) => name).sort(),
    );
  }
});

test('an attempt that was stopped twice ends in the same bytes', async () => {
  const interrupted = join(folder, 'interrupted');
  for (const moment of [500, 1500]) {
    const stop = new AbortController();
    const attempt = trainCell(interrupted, stop.signal, (images) => {
      if (images >= moment) stop.abort(new Error('stopped'));
    });
    await expect(attempt).rejects.toThrow('stopped');
  }
  const resumed = await trainCell(interrupted);
  expect(await readFile(resumed.record, 'utf8')).toBe(await readFile(whole.record, 'utf8'));
  expect(await readFile(resumed.snapshots)).toEqual(await readFile(whole.snapshots));
});
