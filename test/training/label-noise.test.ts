import {expect, test} from 'vitest';
import {redrawLabels} from '../../src/training/label-noise.ts';

const labels = Int32Array.from({length: 4000}, (_, index) => index % 10);
const redraw = (fraction: number, seed = 5) => redrawLabels(labels, {fraction, classes: 10, seed});

test('the noisy and the clean part make up the whole', () => {
  const {noisy, clean} = redraw(0.25);
  expect(noisy).toHaveLength(1000);
  expect([...noisy, ...clean].sort((a, b) => a - b)).toEqual([...labels.keys()]);
});

test('clean labels stay; noisy ones are uniform, and true about once in ten', () => {
  const {labels: redrawn, noisy, clean} = redraw(0.5);
  expect(clean.every((example) => redrawn[example] === labels[example])).toBe(true);
  const counts = new Array<number>(10).fill(0);
  let same = 0;
  for (const example of noisy) {
    counts[redrawn[example]]++;
    if (redrawn[example] === labels[example]) same++;
  }
  const chiSquare = counts.reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0);
  expect(chiSquare).toBeLessThan(27.9); // 99.9% of chi-square with 9 degrees of freedom
  expect(Math.abs(same - 200)).toBeLessThan(45); // 3.3 standard deviations
});

test('more noise redraws the same labels, and more', () => {
  const [some, more] = [redraw(0.25), redraw(0.5)];
  const inMore = new Set(more.noisy);
  expect(some.noisy.every((example) => inMore.has(example))).toBe(true);
  expect(some.noisy.every((example) => some.labels[example] === more.labels[example])).toBe(true);
});

test('no noise changes nothing', () => {
  expect(redraw(0).labels).toEqual(labels);
});
