import {expect, test} from 'vitest';
import {nextCheck} from '../../src/training/target.ts';

const target = {trainLoss: 0.1, tolerance: 0.005, checkEpochs: 0.5, then: 'stop'} as const;

test('a loss that falls slowly, or not at all, is looked at every checkEpochs', () => {
  expect(nextCheck(target, {epoch: 1, loss: 2}, {epoch: 2, loss: 1.9})).toBe(2.5);
  expect(nextCheck(target, {epoch: 1, loss: 2}, {epoch: 2, loss: 2.1})).toBe(2.5);
});

test('near the target the expected time is waited, down to a fifth of checkEpochs', () => {
  // The loss falls by e each epoch; 0.1·e^¼ is a quarter of an epoch away.
  const now = {epoch: 2, loss: 0.1 * Math.E ** 0.25};
  expect(nextCheck(target, {epoch: 1, loss: now.loss * Math.E}, now)).toBeCloseTo(2.25, 12);
  expect(nextCheck(target, {epoch: 1, loss: 1}, {epoch: 2, loss: 0.1001})).toBeCloseTo(2.1, 12);
});

test('checks that follow the rule stop an exponential loss close under its target', () => {
  for (const decay of [0.01, 0.3, 3, 10]) {
    const lossAt = (epoch: number) => 2.3 * Math.exp(-decay * epoch);
    let [before, now] = [0, 0.5].map((epoch) => ({epoch, loss: lossAt(epoch)}));
    while (now.loss > target.trainLoss) {
      const epoch = nextCheck(target, before, now);
      [before, now] = [now, {epoch, loss: lossAt(epoch)}];
    }
    const overshoot = Math.log(target.trainLoss / now.loss) / decay;
    expect(overshoot).toBeLessThanOrEqual(0.5);
  }
});
