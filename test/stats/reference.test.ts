import {expect, test} from 'vitest';
import {benjaminiHochberg} from '../../src/stats/benjamini-hochberg.ts';
import {equivalenceTest} from '../../src/stats/equivalence.ts';
import {holm} from '../../src/stats/holm.ts';
import {partialRankCorrelation} from '../../src/stats/partial-correlation.ts';
import {partialSpearman, spearman} from '../../src/stats/rank-correlation.ts';
import {studentCdf, studentQuantile, studentTest} from '../../src/stats/student.ts';
import reference from './fixtures/reference.json' with {type: 'json'};

/** Against SciPy and statsmodels: fixtures/generate.py made the values. */
const relative = 1e-7;
const expectClose = (value: number | undefined, truth: number) =>
  expect(Math.abs((value ?? NaN) - truth)).toBeLessThanOrEqual(relative * Math.abs(truth) + 1e-15);

test.each(reference.cdf)("Student's distribution at t=$t, df=$df", ({t, df, p}) => {
  expectClose(studentCdf(t, df), p);
});

test.each(reference.quantile)("Student's quantile at p=$p, df=$df", ({p, df, t}) => {
  expectClose(studentQuantile(p, df), t);
});

test.each(reference.student)('one-sample tests of $values', ({values, bound, ...truth}) => {
  const found = studentTest(values, bound, 0);
  expectClose(found?.pBelow, truth.pBelow);
  expectClose(found?.pAbove, truth.pAbove);
  expectClose(found?.interval[0], truth.interval[0]);
  expectClose(found?.interval[1], truth.interval[1]);
});

test.each(reference.tost)('equivalence of $values within $margin', ({values, margin, p}) => {
  expectClose(equivalenceTest(values, margin, 0)?.pInside, p);
});

test.each(reference.spearman)('rank correlation $rho', ({x, y, rho}) => {
  expectClose(spearman(x, y), rho);
});

test.each(reference.partial)('partial rank correlation $rho', ({x, y, given, rho}) => {
  expectClose(partialSpearman(x, y, given), rho);
});

test.each(reference.partialOfSeveral)(
  'rank correlation $rho with several variables given',
  ({x, y, given, rho}) => {
    expectClose(partialRankCorrelation(x, y, given), rho);
    expectClose(partialRankCorrelation(x, y, [...given].reverse()), rho);
  },
);

test.each(reference.partial)('the same with one: $rho', ({x, y, given, rho}) => {
  expectClose(partialRankCorrelation(x, y, [given]), rho);
});

test('nothing is left to correlate', () => {
  const x = [1, 2, 3, 4, 5, 6];
  const y = [2, 1, 4, 3, 6, 5];
  expect(partialRankCorrelation(x, y, [x])).toBeNaN();
  expect(partialRankCorrelation(x, y, [[1, 1, 1, 1, 1, 1]])).toBeNaN();
  expect(
    partialRankCorrelation(x.slice(0, 4), y.slice(0, 4), [
      [1, 3, 2, 4],
      [4, 1, 3, 2],
    ]),
  ).toBeNaN();
});

test.each(reference.holm)('Holm correction of $p', ({p, adjusted}) => {
  holm(p).forEach((value, index) => expectClose(value, adjusted[index]));
});

test.each(reference.benjaminiHochberg)('Benjamini–Hochberg correction of $p', ({p, adjusted}) => {
  benjaminiHochberg(p).forEach((value, index) => expectClose(value, adjusted[index]));
});
