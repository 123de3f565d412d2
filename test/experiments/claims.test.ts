import {expect, test} from 'vitest';
import {claims} from '../../experiments/index.ts';

test('every claim has an id of its own', () => {
  expect(new Set(claims.map(({id}) => id)).size).toBe(claims.length);
});

test.each(claims)('$id can be judged', ({criteria, slide, rule, title}) => {
  expect(criteria.length).toBeGreaterThan(0);
  expect(new Set(criteria.map(({id}) => id)).size).toBe(criteria.length);
  for (const {expect: side, bound} of criteria) {
    expect(Number.isFinite(bound)).toBe(true);
    if (side === 'within') expect(bound).toBeGreaterThan(0);
  }
  for (const words of [slide.heading, slide.words, rule, title]) expect(words).not.toBe('');
});
