import {expect, it} from 'vitest';
import {meanFirstPassage} from '../../src/theory/basins.ts';
import {passageTime} from '../../src/theory/passage-time.ts';
import {progressAlong, watchPassages} from '../../src/theory/passages.ts';
import {basinsInPlane, basinsOnLine} from '../../src/theory/two-basins.ts';

it('progress runs from 0 to 1 between the minima and does not see the other axes', () => {
  const along = progressAlong([1, 0], [3, 0]);
  expect([along([1, 5], 0), along([3, -2], 0), along([9, 9, 2, 7], 2)]).toEqual([0, 1, 0.5]);
});

it.each(['sharp', 'wide'] as const)(
  'from the %s basin on a line: the exact double integral',
  (from) => {
    const grid = {lower: -3.5, upper: 5.5, cells: 900};
    const [start, end] =
      from === 'sharp'
        ? [basinsOnLine.sharp, basinsOnLine.wide]
        : [basinsOnLine.wide, basinsOnLine.sharp];
    const exact = meanFirstPassage(basinsOnLine.landscape, 0.4, start.point[0], end.point[0], grid);
    const found = passageTime(basinsOnLine, 0.4, from, {grids: [grid], step: 0.0025});
    expect(found / exact).toBeCloseTo(1, 1.7);
  },
);

it('counts time and passages of a scripted chain', () => {
  const [low, high] = [basinsInPlane.sharp.point, basinsInPlane.wide.point];
  const script = [low, low, high, high, high, low, high];
  const positions = Float64Array.from(low);
  let step = 0;
  const chains = {positions, advance: () => positions.set(script[step++])};
  const seen = watchPassages(basinsInPlane, chains, {steps: 7, every: 1, stepTime: 2});
  // Looks from sharp: 1, 2, 3 (arrives), 7 (arrives); from wide: 4, 5, 6 (arrives).
  expect(seen.rateFromSharp).toBeCloseTo(2 / (4 * 2), 12);
  expect(seen.rateFromWide).toBeCloseTo(1 / (3 * 2), 12);
  expect(seen.wideShare).toBeCloseTo(4 / 7, 12);
  expect(seen.passages).toBe(3);
});
