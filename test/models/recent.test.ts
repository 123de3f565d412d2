import {expect, test} from 'vitest';
import {Recent} from '../../src/models/recent.ts';

test('gives what it made, and forgets what was not asked for the longest', () => {
  const made: string[] = [];
  const recent = new Recent<string>(2);
  const get = (key: string, bytes = 1) =>
    recent.get(key, () => {
      made.push(key);
      return {value: key.toUpperCase(), bytes};
    });
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map((key) => get(key))).toEqual([
    'A',
    'B',
    'A',
    'C',
    'A',
    'B',
  ]);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('keeps nothing that is too large', () => {
  const recent = new Recent<object>(2);
  const get = (key: string, bytes: number) => recent.get(key, () => ({value: {}, bytes}));
  expect(get('a', 3)).not.toBe(get('a', 3));
  expect(get('b', 2)).toBe(get('b', 2));
});
