import {expect, test} from 'vitest';
import {correlationEstimate, meanEstimate} from '../../src/judging/estimate.ts';

const criterion = {id: 'a', quantity: 'the effect', bound: 0} as const;
const around = (mean: number) => [-1, -0.5, 0, 0.5, 1].map((each) => mean + each / 100);

test.each([
  {expect: 'above', mean: 0.5, supports: true, contradicts: false},
  {expect: 'above', mean: 0.1, supports: true, contradicts: true},
  {expect: 'above', mean: 0, supports: false, contradicts: true},
  {expect: 'below', mean: -0.5, supports: true, contradicts: false},
  {expect: 'below', mean: -0.1, supports: true, contradicts: true},
  {expect: 'below', mean: 0.1, supports: false, contradicts: true},
] as const)(
  'an effect of $mean that should be $expect 0, and matters from 0.3 on',
  ({expect: side, mean, supports, contradicts}) => {
    const sided = {...criterion, expect: side, smallest: 0.3};
    for (const found of [
      meanEstimate(sided, around(mean), 0),
      correlationEstimate(sided, around(mean), 25),
    ])
      expect([(found.pSupports ?? 1) < 0.05, (found.pContradicts ?? 1) < 0.05]).toEqual([
        supports,
        contradicts,
      ]);
  },
);

test('without a smallest effect only the other side contradicts', () => {
  const {pSupports, pContradicts} = meanEstimate({...criterion, expect: 'above'}, around(0.1), 0);
  expect((pSupports ?? 1) + (pContradicts ?? 0)).toBeCloseTo(1, 12);
});
