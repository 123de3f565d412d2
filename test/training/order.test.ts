import fc from 'fast-check';
import {expect, test} from 'vitest';
import {ExampleOrder} from '../../src/training/order.ts';

test('the stream does not depend on how it is cut into batches', () => {
  fc.assert(
    fc.property(
      fc.integer({min: 1, max: 40}),
      fc.array(fc.integer({min: 1, max: 100}), {minLength: 1, maxLength: 8}),
      (size, batches) => {
        const order = new ExampleOrder(7, size);
        const total = batches.reduce((sum, batch) => sum + batch, 0);
        const whole = new ExampleOrder(7, size).slice(0, total);
        let start = 0;
        const parts = batches.flatMap((batch) => {
          start += batch;
          return [...order.slice(start - batch, batch)];
        });
        expect(parts).toEqual([...whole]);
      },
    ),
  );
});

test('every epoch is a permutation of its own', () => {
  const order = new ExampleOrder(3, 50);
  const [first, second] = [0, 50].map((start) => [...order.slice(start, 50)]);
  const sorted = Array.from({length: 50}, (_, index) => index);
  expect(first.toSorted((a, b) => a - b)).toEqual(sorted);
  expect(second.toSorted((a, b) => a - b)).toEqual(sorted);
  expect(first).not.toEqual(second);
});

test('another seed gives another order', () => {
  const [one, two] = [1, 2].map((seed) => [...new ExampleOrder(seed, 50).slice(0, 50)]);
  expect(one).not.toEqual(two);
});

test('one seed has other orders, and the first is the one without a name', () => {
  const [plain, second, third] = [[], [2], [3]].map((which) => [
    ...new ExampleOrder(1, 50, ...which).slice(0, 100),
  ]);
  expect(second).not.toEqual(plain);
  expect(second).not.toEqual(third);
  // Another order of the same examples: still a permutation each epoch.
  expect(second.slice(0, 50).toSorted((a, b) => a - b)).toEqual(
    plain.slice(0, 50).toSorted((a, b) => a - b),
  );
});
