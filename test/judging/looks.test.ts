import {describe, expect, test} from 'vitest';
import {allLooks} from '../../experiments/looks.ts';
import {randomStream} from '../../src/compute/random.ts';
import {overLooks} from '../../src/judging/looks.ts';
import {holm} from '../../src/stats/holm.ts';
import {studentTest} from '../../src/stats/student.ts';

const look = (weight: number, pSupports: number | null, pContradicts: number | null = null) => ({
  weight,
  pSupports,
  pContradicts,
});

test('the p over looks is the least p over its weight, at most 1', () => {
  expect(overLooks([look(0.5, 0.02, 0.9), look(0.4, 0.001, 0.8)])).toEqual({
    pSupports: 0.0025,
    pContradicts: 1,
  });
  // A later look undoes nothing, and one that could not be estimated says nothing.
  expect(overLooks([look(0.5, 0.01), look(0.4, 0.5)]).pSupports).toBe(0.02);
  expect(overLooks([look(0.5, null), look(0.4, 0.002)]).pSupports).toBe(0.005);
  expect(overLooks([look(0.5, null)]).pSupports).toBeNull();
});

test('the weights of all looks sum to 1, and seeds are only added', () => {
  expect(allLooks.reduce((sum, {weight}) => sum + weight, 0)).toBeCloseTo(1, 12);
  const seeds = allLooks.map(({replicates}) => replicates);
  expect(seeds).toEqual([...new Set(seeds)].sort((a, b) => a - b));
});

describe('the rule, simulated', () => {
  const stream = randomStream(31, 'looks');

  /** p̄ after each look at one claim whose effect is so many standard deviations between seeds. */
  function pAfterEachLook(effect: number): number[] {
    const values = Array.from({length: 32}, () => effect + stream.normal());
    const found = allLooks.map(({replicates, weight}) =>
      look(weight, studentTest(values.slice(0, replicates), 0, 0)?.pAbove ?? null),
    );
    return found.map((_, last) => overLooks(found.slice(0, last + 1)).pSupports ?? 1);
  }

  test('of 21 claims without an effect, any is supported in at most a twentieth of reports', () => {
    const reports = 1500;
    let wrong = 0;
    for (let report = 0; report < reports; report++) {
      const family = Array.from({length: 21}, () => pAfterEachLook(0).at(-1) ?? 1);
      if (holm(family).some((p) => p <= 0.05)) wrong++;
    }
    expect(wrong / reports).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / reports));
  });

  test('an effect of 1.5 standard deviations is seen by 8 seeds in .44 of cases, by 16 in .97', () => {
    const cases = 3000;
    const found = Array.from({length: cases}, () => pAfterEachLook(1.5));
    const power = allLooks.map(
      (_, last) => found.filter((ps) => (ps[last] ?? 1) <= 0.05 / 21).length / cases,
    );
    expect(Math.abs((power[0] ?? 0) - 0.44)).toBeLessThan(0.04);
    expect(Math.abs((power[1] ?? 0) - 0.97)).toBeLessThan(0.02);
    expect(power[2]).toBeGreaterThan(0.99);
  });
});
