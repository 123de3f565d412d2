import {expect, it} from 'vitest';
import {alignColumns, formatBytes, formatSpan} from '../../src/cli/format.ts';

it.each([
  [{seconds: 700, low: 540, high: 840}, '9–14 min'],
  [{seconds: 45, low: 30, high: 55}, '30–55 s'],
  [{seconds: 70, low: 40, high: 130}, '40 s to 2 min'],
  [{seconds: 5000, low: 4000, high: 7500}, '1 h 7 min to 2 h 5 min'],
  [{seconds: 5000, low: 3000, high: 7200}, '50 min to 2 h'],
  [{seconds: 7200, low: 3600, high: 10_800}, '1–3 h'],
  [{seconds: 660, low: 600, high: 740}, 'about 11 min'],
  [{seconds: 200, low: 190, high: 210}, 'about 3 min 20 s'],
  [{seconds: 200, low: 149, high: 260}, '2–4 min'],
  [{seconds: 0, low: 0, high: 0}, 'about 0.0 s'],
])('says %j as %s', (span, text) => {
  expect(formatSpan(span)).toBe(text);
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [999_499, '999 kB'],
  [999_600, '1.0 MB'],
  [5e12, '5.0 TB'],
])('says %d bytes as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it('aligns columns', () => {
  expect(
    alignColumns([
      ['a', 'bb', ''],
      ['ccc', 'd', 'e'],
    ]),
  ).toEqual(['a    bb', 'ccc  d   e']);
});
