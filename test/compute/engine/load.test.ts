import * as tf from '@tensorflow/tfjs-core';
import {beforeAll, expect, test} from 'vitest';
import {engineFacts} from '../../../src/compute/engine/facts.ts';
import {engineBackend, loadEngine} from '../../../src/compute/engine/load.ts';
import {ensureEngine} from '../../../src/compute/engine/setup.ts';

beforeAll(async () => {
  await ensureEngine();
  await loadEngine();
}, 300_000);

test('the engine computes with the pinned TensorFlow', () => {
  expect(tf.getBackend()).toBe('tensorflow');
  expect(engineBackend().binding.TF_Version).toBe('2.21.0');
  const product = tf.matMul(tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]]));
  expect([...product.dataSync()]).toEqual([11]);
});

test('loading again is harmless', async () => {
  const backend = engineBackend();
  await loadEngine();
  expect(engineBackend()).toBe(backend);
});

test('a ready engine is reported without problems', async () => {
  const facts = await engineFacts();
  expect(facts).toMatchObject({tensorflow: '2.21.0', ready: true, problems: []});
  expect(facts.folder).toContain(facts.cacheFolder);
});
