import {expect, it} from 'vitest';
import {formatDuration} from '../../src/system/duration.ts';

it.each([
  [0.04, '0.0 s'],
  [9.94, '9.9 s'],
  [9.96, '10 s'],
  [59.4, '59 s'],
  [59.6, '1 min'],
  [200, '3 min 20 s'],
  [600, '10 min'],
  [3570, '1 h'],
  [7500, '2 h 5 min'],
])('says %d s as %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});
