import {expect, it} from 'vitest';
import {alignColumns, formatBytes} from '../../src/cli/format.ts';

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
