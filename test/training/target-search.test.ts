import {expect, test} from 'vitest';
import {randomStream} from '../../src/compute/random.ts';
import {TargetSearch} from '../../src/training/target-search.ts';

const target = {trainLoss: 1, tolerance: 0.005, checkEpochs: 0.5, then: 'stop'} as const;

/** Follows the search over losses by step, looked at every `stride` steps until it says where. */
function found(lossAt: (step: number) => number, stride: number) {
  const search = new TargetSearch<number>(target);
  let checks = 0;
  for (let step = 0; ; step++) {
    if (!(search.isDue(step) ?? step % stride === 0)) continue;
    checks++;
    const after = search.check({step, loss: lossAt(step), place: step});
    if (after.kind === 'here') return {step, checks};
    if (after.kind === 'there') return {step: after.place, checks};
    if (after.kind === 'back') step = after.place;
  }
}

test.each([1e-4, 1e-3, 4e-3])(
  'a loss that falls by %f a step is met within its tolerance',
  (fall) => {
    const lossAt = (step: number) => 2.3 * Math.exp(-fall * step);
    const {step, checks} = found(lossAt, 500);
    expect(Math.abs(lossAt(step) - 1)).toBeLessThanOrEqual(target.tolerance);
    // To the target by stride, and back by halves.
    expect(checks).toBeLessThanOrEqual(Math.ceil(Math.log(2.3) / fall / 500) + 1 + 9);
  },
);

test('a loss that leaps over the target comes near it in the steps after', () => {
  const noise = randomStream(1);
  const losses = Array.from(
    {length: 2000},
    (_, step) => 2.3 * Math.exp(-1e-3 * step) + 0.05 * noise.normal(),
  );
  const {step} = found((at) => losses[at], 50);
  expect(Math.abs(losses[step] - 1)).toBeLessThanOrEqual(target.tolerance);
});

test('where none of thirty steps is near enough, the nearest counts', () => {
  // 1.5 down to 0.97 in one step, and on from there.
  const lossAt = (step: number) => (step < 123 ? 1.5 : 0.97 - (step - 123) / 1000);
  expect(found(lossAt, 100)).toMatchObject({step: 123});
  const other = (step: number) => (step < 123 ? 1.01 : 0.5);
  expect(found(other, 100)).toMatchObject({step: 122});
});

test('a run that begins below its target is there', () => {
  expect(found(() => 0.5, 100)).toEqual({step: 0, checks: 1});
});
