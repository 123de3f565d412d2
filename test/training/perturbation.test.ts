import {expect, test} from 'vitest';
import {perturbation} from '../../src/training/perturbation.ts';

const labels = Int32Array.from({length: 20_000}, (_, index) => index % 10);
const batch = (step: number) => ({seed: 4, step, labels, classes: 10});
const draw = (
  plan: Partial<Parameters<typeof perturbation>[0]>,
  step = 0,
): ReturnType<typeof perturbation> =>
  perturbation({gradientNoise: {kind: 'none'}, augmentation: false, ...plan}, batch(step));

test('a plan without chance adds nothing', () => {
  expect(draw({})).toEqual({});
});

test('example weights have mean one and the strength as their deviation', () => {
  const {weights = new Float32Array()} = draw({
    gradientNoise: {kind: 'example-weights', strength: 0.7},
  });
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  const square = weights.reduce((sum, weight) => sum + (weight - mean) ** 2, 0) / weights.length;
  expect(Math.abs(mean - 1)).toBeLessThan((4 * 0.7) / Math.sqrt(weights.length));
  expect(Math.sqrt(square)).toBeCloseTo(0.7, 1);
});

test('labels are redrawn with the chance that is given', () => {
  const {labels: redrawn = labels} = draw({gradientNoise: {kind: 'labels', strength: 0.4}});
  const changed = redrawn.filter((label, index) => label !== labels[index]).length;
  expect(Math.abs(changed / labels.length - 0.4 * 0.9)).toBeLessThan(0.015);
});

test('shifts go from none to twice the largest, flips are as often as not', () => {
  const {augmentation = new Int32Array()} = draw({augmentation: true});
  const column = (at: number) => augmentation.filter((_, index) => index % 3 === at);
  expect([...new Set(column(0))].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect([...new Set(column(1))].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  const flips = column(2).reduce((sum, flip) => sum + flip, 0);
  expect(Math.abs(flips / labels.length - 0.5)).toBeLessThan(0.015);
});

test('a step draws the same again, and another step other numbers', () => {
  const plan = {augmentation: true};
  expect(draw(plan, 3)).toEqual(draw(plan, 3));
  expect(draw(plan, 3)).not.toEqual(draw(plan, 4));
});
