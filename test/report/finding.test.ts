import {expect, it} from 'vitest';
import type {Estimate, Verdict} from '../../src/judging/results.ts';
import {findingOf, findingTitle} from '../../src/report/finding.ts';

const sentences = {
  supported: 'More noise, flatter minima',
  contradicted: 'More noise, sharper minima',
  'not run': 'Noise and the Hessian',
};

const title = (verdict: Verdict, p: readonly [number, number] | undefined) => {
  const estimates: Estimate[] = [
    {
      criterion: 'c',
      value: p ? -0.5 : null,
      interval: p ? [-0.9, 0.1] : null,
      method: '',
      units: 3,
      pSupports: p?.[0] ?? null,
      pContradicts: p?.[1] ?? null,
    },
  ];
  const evidence = {claim: 'C', estimates, seeds: 3, cells: {finished: 3, planned: 3}, notes: []};
  const result = {claim: 'C', family: 'f', verdict, small: false, fragile: false, reason: ''};
  const judged = {...result, pAdjusted: null, adjusted: null, evidence};
  const finding = findingOf({profile: 'quick', claims: [judged]}, 'C');
  return findingTitle(finding, 'ρ', sentences).replaceAll('\u00a0', ' ');
};

it('says what was seen, how surely, and the number', () => {
  const number = 'ρ = −0.5 [−0.9, 0.1]';
  expect(title('supported', [0.001, 1])).toBe(`More noise, flatter minima: ${number}`);
  expect(title('contradicted', [1, 0.001])).toBe(`More noise, sharper minima: ${number}`);
  expect(title('inconclusive', [0.03, 1])).toBe(
    `More noise, flatter minima, though not surely: ${number}`,
  );
  expect(title('inconclusive', [1, 0.03])).toBe(
    `More noise, sharper minima, though not surely: ${number}`,
  );
  expect(title('inconclusive', [0.3, 0.9])).toBe(
    `More noise, flatter minima, but it may be otherwise: ${number}`,
  );
  expect(title('inconclusive', [0.9, 0.3])).toBe(
    `More noise, sharper minima, but it may be otherwise: ${number}`,
  );
});

it('never says that something stays open, not where nothing was estimated either', () => {
  expect(title('inconclusive', undefined)).toBe('Noise and the Hessian');
  expect(title('not run', undefined)).toBe('Noise and the Hessian');
});
