import {expect, test} from 'vitest';
import {benjaminiHochberg} from '../../src/stats/benjamini-hochberg.ts';
import {equivalenceTest} from '../../src/stats/equivalence.ts';
import {holm} from '../../src/stats/holm.ts';
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

test.each(reference.holm)('Holm correction of $p', ({p, adjusted}) => {
  holm(p).forEach((value, index) => expectClose(value, adjusted[index]));
});

test.each(reference.benjaminiHochberg)('Benjamini–Hochberg correction of $p', ({p, adjusted}) => {
  benjaminiHochberg(p).forEach((value, index) => expectClose(value, adjusted[index]));
});
