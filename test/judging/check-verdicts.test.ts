import {expect, test} from 'vitest';
import {verdictDifferences} from '../../src/judging/check-verdicts.ts';
import type {Verdict, Verdicts} from '../../src/judging/results.ts';

const verdicts = (found: Readonly<Record<string, Verdict>>, pAdjusted = 0.01): Verdicts => ({
  profile: 'quick',
  claims: Object.entries(found).map(([claim, verdict]) => ({
    claim,
    verdict,
    reason: `because of ${verdict}`,
    pAdjusted,
    evidence: null,
  })),
});

test('equal verdicts do not differ, whatever their p-values', () => {
  const found = {E1a: 'supported', E3: 'inconclusive'} as const;
  expect(verdictDifferences(verdicts(found), verdicts(found, 0.02))).toEqual([]);
});

test('a changed, a lost and a new verdict are told, with the reason', () => {
  const expected = verdicts({E1a: 'supported', E3: 'supported', E9a: 'not run'});
  const found = verdicts({E1a: 'supported', E3: 'inconclusive', T1: 'supported'});
  expect(verdictDifferences(expected, found)).toEqual([
    {claim: 'E3', expected: 'supported', found: 'inconclusive', reason: 'because of inconclusive'},
    {claim: 'E9a', expected: 'not run', found: null, reason: 'because of not run'},
    {claim: 'T1', expected: null, found: 'supported', reason: 'because of supported'},
  ]);
});
