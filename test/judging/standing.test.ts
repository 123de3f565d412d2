import {describe, expect, it, test} from 'vitest';
import type {Estimate, Evidence, Verdict} from '../../src/judging/results.ts';
import {seenSide, standingOf} from '../../src/judging/standing.ts';

type P = readonly [supports: number | null, contradicts: number | null];

const estimate = ([pSupports, pContradicts]: P): Estimate => ({
  criterion: 'c',
  value: 0,
  interval: null,
  method: '',
  units: 3,
  pSupports,
  pContradicts,
});
const evidence = (...pairs: P[]): Evidence => ({
  claim: 'C',
  estimates: pairs.map(estimate),
  seeds: 3,
  cells: {finished: 3, planned: 3},
  notes: [],
});
const open = (...pairs: P[]) => standingOf({verdict: 'inconclusive', evidence: evidence(...pairs)});

it.each<Verdict>(['supported', 'contradicted', 'not run'])(
  '%s stands as it was judged',
  (verdict) => {
    expect(standingOf({verdict, evidence: evidence([0.001, 0.001])})).toBe(verdict);
  },
);

describe('what was not decided', () => {
  it('leans where it would be decided without correction over claims', () => {
    expect(open([0.05, 1])).toBe('leans for');
    expect(open([0.9, 0.02])).toBe('leans against');
    expect(open([0.051, 0.9])).toBe('open');
    expect(open([0.01, 0.01])).toBe('open');
  });

  it('leans for only when all of its criteria do, against when one does, their number counted', () => {
    expect(open([0.01, 1], [0.2, 1])).toBe('open');
    expect(open([0.01, 1], [0.9, 0.02])).toBe('leans against');
    expect(open([0.01, 1], [0.9, 0.03])).toBe('open');
  });

  it('is open without estimates', () => {
    expect(open([null, null])).toBe('open');
    expect(standingOf({verdict: 'inconclusive', evidence: null})).toBe('open');
  });
});

test('the side that was seen is that of the smaller p', () => {
  expect(seenSide({evidence: evidence([0.2, 0.5])})).toBe('for');
  expect(seenSide({evidence: evidence([0.8, 0.1])})).toBe('against');
  expect(seenSide({evidence: evidence([null, null])})).toBeUndefined();
  expect(seenSide({evidence: null})).toBeUndefined();
});
