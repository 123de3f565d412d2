import {expect, it} from 'vitest';
import {plotCurve} from '../../src/cli/plot.ts';

const named = {title: 'train loss [nat]', along: 'epochs'};

it('draws a curve with the ranges of both axes', () => {
  const points = [
    [0, 2],
    [5, 1],
    [10, 0.5],
  ] as const;
  expect(plotCurve({...named, points}, {columns: 12, rows: 3})).toEqual([
    'train loss [nat]',
    '  2 │⠑⠢⢄⠀⠀⠀⠀⠀⠀⠀⠀⠀',
    '    │⠀⠀⠀⠉⠒⠤⣀⠀⠀⠀⠀⠀',
    '0.5 │⠀⠀⠀⠀⠀⠀⠀⠉⠑⠢⠤⣀',
    '     0 epochs  10',
  ]);
});

it('leaves a gap where a value is not finite, as of a run that diverged', () => {
  const plot = plotCurve(
    {...named, points: [[0, 1], [1, 1], [2, null], [3, null], [4, 1]]}, // prettier-ignore
    {columns: 8, rows: 1},
  );
  expect(plot[1]).toMatch(/^1 │[^\u2800]+\u2800+[^\u2800]$/);
  expect(plotCurve({...named, points: [[0, null]]}, {columns: 8, rows: 1})).toEqual([named.title]);
});
