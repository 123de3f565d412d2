import {expect, test} from 'vitest';
import type {Claim} from '../../src/judging/claim.ts';
import {judge} from '../../src/judging/judge.ts';
import type {Estimate, ExperimentSummary} from '../../src/judging/results.ts';
import {randomStream} from '../../src/compute/random.ts';
import {studentTest} from '../../src/stats/student.ts';

const criterion = {id: 'a', quantity: 'the slope', expect: 'above', bound: 0} as const;
const claim = (id: string, criteria = ['a']): Claim => ({
  id,
  family: 'all',
  title: id,
  slide: {heading: 'h', words: 'w'},
  criteria: criteria.map((name) => ({id: name, quantity: 'the slope', expect: 'above', bound: 0})),
  rule: '',
  assumptions: [],
});
const estimate = (criterion: string, pSupports: number | null, pContradicts = 1): Estimate => ({
  criterion,
  value: pSupports === null ? null : 0.5,
  interval: pSupports === null ? null : [0.25, 0.75],
  method: '',
  units: 4,
  pSupports,
  pContradicts: pSupports === null ? null : pContradicts,
});
const summary = (
  found: Readonly<Record<string, readonly Estimate[]>>,
  finished = 7,
): ExperimentSummary => ({
  experiment: 'E1',
  evidence: Object.entries(found).map(([id, estimates]) => ({
    claim: id,
    estimates: [...estimates],
    seeds: 4,
    cells: {finished, planned: 8},
    notes: ['One run diverged.'],
  })),
  tables: [],
  irregular: [],
});
const verdictsOf = (claims: Claim[], found: Parameters<typeof summary>[0]) =>
  judge(claims, [summary(found)], 'quick').claims.map(({verdict}) => verdict);

test.each([
  {why: 'its only criterion is', found: [estimate('a', 0.01)], verdict: 'supported'},
  {why: 'the opposite is', found: [estimate('a', 0.99, 0.01)], verdict: 'contradicted'},
  {why: 'neither is', found: [estimate('a', 0.2, 0.8)], verdict: 'inconclusive'},
  {why: 'nothing could be estimated', found: [estimate('a', null)], verdict: 'inconclusive'},
])('a claim is $verdict when $why', ({found, verdict}) => {
  expect(verdictsOf([claim('X')], {X: found})).toEqual([verdict]);
});

test('a claim of which no run finished is not run', () => {
  const {claims} = judge([claim('X')], [summary({X: [estimate('a', null)]}, 0)], 'quick');
  expect(claims[0]?.verdict).toBe('not run');
});

test('all criteria must hold, and one may be missed for good', () => {
  const both = claim('X', ['a', 'b']);
  const judged = (...found: Estimate[]) => verdictsOf([both], {X: found})[0];
  expect(judged(estimate('a', 0.01), estimate('b', 0.01))).toBe('supported');
  expect(judged(estimate('a', 0.01), estimate('b', 0.2, 0.7))).toBe('inconclusive');
  expect(judged(estimate('a', 0.01), estimate('b', 0.99, 0.01))).toBe('contradicted');
  expect(judged(estimate('a', 0.01), estimate('b', null))).toBe('inconclusive');
  // One of two criteria fails by chance twice as often.
  expect(judged(estimate('a', 0.01), estimate('b', 0.97, 0.03))).toBe('inconclusive');
});

test('a family has a fixed size: the larger it is the stronger each claim must be, whatever was run', () => {
  const claims = ['A', 'B', 'C', 'D'].map((id) => claim(id));
  const weak = Object.fromEntries(claims.map(({id}) => [id, [estimate('a', 0.02)]]));
  expect(verdictsOf(claims, weak)).toEqual(Array.from({length: 4}, () => 'inconclusive'));
  expect(verdictsOf(claims, {A: weak['A'] ?? []})[0]).toBe('inconclusive');
  expect(verdictsOf(claims.slice(0, 1), {A: weak['A'] ?? []})[0]).toBe('supported');
});

test('claims of another family change no verdict', () => {
  const own = ['B', 'C', 'D'].map((id) => ({...claim(id), family: 'own'}));
  const weak = Object.fromEntries(['A', 'B', 'C', 'D'].map((id) => [id, [estimate('a', 0.02)]]));
  expect(verdictsOf([claim('A'), ...own], weak)).toEqual([
    'supported',
    'inconclusive',
    'inconclusive',
    'inconclusive',
  ]);
});

test('both directions are told after correction, whatever the verdict', () => {
  const claims = ['A', 'B', 'C'].map((id) => claim(id));
  const found = {A: [estimate('a', 0.01, 0.99)], B: [estimate('a', 0.9, 0.01)]};
  const judged = judge(claims, [summary(found)], 'quick').claims;
  expect(judged.map(({verdict, pAdjusted, adjusted}) => [verdict, pAdjusted, adjusted])).toEqual([
    ['supported', 0.03, {supports: 0.03, contradicts: 1}],
    ['contradicted', 0.03, {supports: 1, contradicts: 0.03}],
    ['not run', null, null],
  ]);
});

test('an effect that is there and surely smaller than what matters is supported, but small', () => {
  const judged = (expect: 'above' | 'within') => {
    const only = {...claim('X'), criteria: [{...criterion, expect}]};
    return judge([only], [summary({X: [estimate('a', 0.01, 0.01)]})], 'quick').claims[0];
  };
  expect(judged('above')).toMatchObject({verdict: 'supported', small: true});
  // Inside and outside of a margin cannot both be.
  expect(judged('within')).toMatchObject({verdict: 'inconclusive', small: false});
});

test.each([
  [0.02, false],
  [0.03, true],
  [0.09, true],
  [0.2, false],
])('a corrected p of %f is fragile: %s', (p, fragile) => {
  const {claims} = judge([claim('X')], [summary({X: [estimate('a', p)]})], 'quick');
  expect(claims[0]?.fragile).toBe(fragile);
});

test('claims without an experiment are not run, in the order of the claims', () => {
  const {claims} = judge([claim('A'), claim('B')], [summary({B: [estimate('a', 0.001)]})], 'quick');
  expect(claims.map(({claim: id, verdict}) => [id, verdict])).toEqual([
    ['A', 'not run'],
    ['B', 'supported'],
  ]);
  expect(claims[0]?.reason).toBe('Its experiment was not run.');
});

test('reasons are sentences made from the numbers', () => {
  const reason = (found: Estimate[], criteria?: string[]) =>
    judge([claim('X', criteria)], [summary({X: found})], 'quick').claims[0]?.reason;
  expect(reason([estimate('a', 0.004)])).toBe(
    'The slope: 0.5 (95% 0.25 to 0.75), above 0 as claimed (p = 0.0040 after correction, 4 seeds).',
  );
  expect(reason([estimate('a', 0.9, 0.0001)])).toBe(
    'The slope: 0.5 (95% 0.25 to 0.75), not above 0 as claimed (p < 0.001 after correction, 4 seeds).',
  );
  expect(reason([estimate('a', 0.3, 0.7)])).toBe(
    'The slope: 0.5 (95% 0.25 to 0.75): whether it lies above 0 stays open (p = 0.30 after correction, 4 seeds).',
  );
  expect(reason([estimate('a', 0.01), estimate('b', null)], ['a', 'b'])).toBe(
    'The slope could not be estimated. One run diverged.',
  );
  expect(reason([estimate('a', null)])).toBe(
    'No criterion could be estimated: 7 of 8 runs finished. One run diverged.',
  );
});

test('if nothing of the talk held, a false verdict would be rare in the whole report', () => {
  const claims = Array.from({length: 30}, (_, index) => claim(`C${index}`));
  const stream = randomStream(5, 'family');
  let wrong = 0;
  for (let report = 0; report < 500; report++) {
    const found = Object.fromEntries(
      claims.map(({id}) => {
        const test = studentTest(
          Array.from({length: 3}, () => stream.normal()),
          0,
          0,
        );
        return [id, [estimate('a', test?.pAbove ?? null, test?.pBelow)]];
      }),
    );
    if (verdictsOf(claims, found).includes('supported')) wrong++;
  }
  expect(wrong / 500).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 500));
});

test('a claim that the profile cannot show is not testable, and stays in its family with p = 1', () => {
  const claims = [claim('A'), claim('B')];
  const judged = judge(claims, [summary({A: [estimate('a', 0.02)]})], 'quick', {B: 'standard'});
  expect(judged.claims.map(({verdict, pAdjusted}) => [verdict, pAdjusted])).toEqual([
    ['supported', 0.04],
    ['not testable', null],
  ]);
  expect(judged.claims[1]?.reason).toMatch(/it needs profile standard/);
});
