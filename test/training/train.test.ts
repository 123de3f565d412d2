import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {train} from '../../src/training/train.ts';
import {parabolaSetup} from './parabola.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'train-'));
});
afterEach(() => rm(folder, {recursive: true}));

const plan = {
  learningRate: 0.0137,
  batchSize: 7,
  target: {trainLoss: 0.5, then: 'continue' as const},
  limits: {epochs: 20},
  snapshotEpochs: [1, 3.5, 19],
};
const supervise = (signal: AbortSignal, progress: (images: number) => void = () => undefined) => ({
  folder,
  turnImages: 140,
  checkpointImages: 300,
  signal,
  progress,
});

test('a training that is interrupted at any moment ends as one that is not', async () => {
  const whole = await interruptedAt([]);
  for (const moments of [[140], [500, 900], [140, 280, 420, 1800]])
    expect(await interruptedAt(moments)).toEqual(whole);
});

async function interruptedAt(moments: readonly number[]) {
  for (const moment of moments) {
    const stop = new AbortController();
    const progress = (images: number) => images >= moment && stop.abort(new Error('interrupted'));
    const attempt = train(parabolaSetup(plan), supervise(stop.signal, progress));
    await expect(attempt).rejects.toThrow('interrupted');
  }
  const ended = await train(parabolaSetup(plan), supervise(new AbortController().signal));
  await rm(join(folder, 'checkpoint.safetensors'), {force: true});
  return ended;
}
