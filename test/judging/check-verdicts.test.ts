import {describe, expect, it, test} from 'vitest';
import {verdictChanges} from '../../src/judging/check-verdicts.ts';
import type {ClaimVerdict, Verdict, Verdicts} from '../../src/judging/results.ts';

/** A verdict, with the corrected p-values of "it holds" and of "it fails". */
type Given = readonly [Verdict, number | null, number?];

const claimOf = (claim: string, [verdict, supports, contradicts = 1]: Given): ClaimVerdict => ({
  claim,
  family: 'all',
  verdict,
  small: false,
  fragile: false,
  reason: `because of ${verdict}`,
  pAdjusted: verdict === 'contradicted' ? contradicts : supports,
  adjusted: supports === null ? null : {supports, contradicts},
  evidence: null,
});
const verdicts = (given: Readonly<Record<string, Given>>): Verdicts => ({
  profile: 'quick',
  claims: Object.entries(given).map(([claim, one]) => claimOf(claim, one)),
});
/** As files had it before both directions were written. */
const older = ({profile, claims}: Verdicts): Verdicts => ({
  profile,
  claims: claims.map((claim) => ({...claim, adjusted: null})),
});
const changesOf = (was: Given, is: Given) =>
  verdictChanges(verdicts({E1: was}), verdicts({E1: is}));

test('equal verdicts do not differ, whatever their p-values', () => {
  expect(changesOf(['supported', 0.001], ['supported', 0.049])).toEqual([]);
  expect(changesOf(['inconclusive', 0.06], ['inconclusive', null])).toEqual([]);
});

describe('a verdict that differs', () => {
  it.each<{why: string; was: Given; is: Given; kind: string; p: [number | null, number | null]}>([
    {
      why: 'the opposite, however near both are to the level',
      was: ['supported', 0.049, 1],
      is: ['contradicted', 1, 0.048],
      kind: 'turned over',
      p: [0.049, 0.048],
    },
    {
      why: 'open, and was clear',
      was: ['supported', 0.01],
      is: ['inconclusive', 0.2],
      kind: 'changed',
      p: [0.01, 0.2],
    },
    {
      why: 'open, and was near the level',
      was: ['supported', 0.0495],
      is: ['inconclusive', 0.165],
      kind: 'fragile',
      p: [0.0495, 0.165],
    },
    {
      why: 'open, and is near the level',
      was: ['supported', 0.02],
      is: ['inconclusive', 0.0555],
      kind: 'fragile',
      p: [0.02, 0.0555],
    },
    {
      why: 'no longer contradicted, by the p of the contradiction',
      was: ['contradicted', 0.06, 0.01],
      is: ['inconclusive', 0.06, 0.3],
      kind: 'changed',
      p: [0.01, 0.3],
    },
    {
      why: 'no longer contradicted, with a contradiction near the level',
      was: ['contradicted', 1, 0.024],
      is: ['inconclusive', 1, 0.09],
      kind: 'fragile',
      p: [0.024, 0.09],
    },
    {
      why: 'not run',
      was: ['supported', 0.049],
      is: ['not run', null],
      kind: 'changed',
      p: [0.049, null],
    },
    {
      why: 'not estimated any more',
      was: ['supported', 0.049],
      is: ['inconclusive', null],
      kind: 'changed',
      p: [0.049, null],
    },
    {
      why: 'open and not run',
      was: ['inconclusive', 0.06],
      is: ['not run', null],
      kind: 'changed',
      p: [null, null],
    },
  ])('is $kind when it is $why, in either order of the files', ({was, is, kind, p}) => {
    expect(changesOf(was, is)).toMatchObject([{kind, p: {expected: p[0], found: p[1]}}]);
    expect(changesOf(is, was)).toMatchObject([{kind, p: {expected: p[1], found: p[0]}}]);
  });

  it('is told with its reason; a lost and a new claim too, the worst first', () => {
    const expected = verdicts({
      A: ['supported', 0.04],
      B: ['supported', 0.001],
      C: ['supported', 0.04],
      D: ['supported', 0.001],
    });
    const found = verdicts({
      A: ['inconclusive', 0.06],
      B: ['supported', 0.001],
      D: ['contradicted', 1, 0.001],
      E: ['supported', 0.04],
    });
    expect(verdictChanges(expected, found)).toEqual([
      {
        claim: 'D',
        kind: 'turned over',
        expected: 'supported',
        found: 'contradicted',
        p: {expected: 0.001, found: 0.001},
        reason: 'because of contradicted',
      },
      {
        claim: 'C',
        kind: 'changed',
        expected: 'supported',
        found: null,
        p: {expected: 0.04, found: null},
        reason: 'because of supported',
      },
      {
        claim: 'E',
        kind: 'changed',
        expected: null,
        found: 'supported',
        p: {expected: null, found: 0.04},
        reason: 'because of supported',
      },
      {
        claim: 'A',
        kind: 'fragile',
        expected: 'supported',
        found: 'inconclusive',
        p: {expected: 0.04, found: 0.06},
        reason: 'because of inconclusive',
      },
    ]);
  });
});

test('of an older file only the p of the verdict is known', () => {
  const file = (given: Given) => older(verdicts({E1: given}));
  const found = verdicts({E1: ['inconclusive', 0.06, 0.04]});
  expect(verdictChanges(file(['supported', 0.04]), found)).toMatchObject([{kind: 'fragile'}]);
  const contradicted = verdicts({E1: ['contradicted', 0.06, 0.04]});
  expect(verdictChanges(file(['inconclusive', 0.06]), contradicted)).toMatchObject([
    {kind: 'changed', p: {expected: null, found: 0.04}},
  ]);
});
