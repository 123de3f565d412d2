import {expect, test} from 'vitest';
import type {Claim} from '../../src/judging/claim.ts';
import type {Verdict} from '../../src/judging/results.ts';
import {summarySentence} from '../../src/report/page/masthead.tsx';
import {judgedClaims} from '../../src/report/report-input.ts';

const claim = (id: string, family: string): Claim => ({
  id,
  family,
  title: id,
  slide: {heading: 'h', words: 'w'},
  criteria: [],
  rule: '',
  assumptions: [],
});
const sentence = (
  given: readonly (readonly [family: string, verdict: Verdict, small?: boolean])[],
) => {
  const claims = given.map(([family], index) => claim(`C${index}`, family));
  const verdicts = given.map(([family, verdict, small = false], index) => ({
    claim: `C${index}`,
    family,
    verdict,
    small,
    fragile: false,
    reason: '',
    pAdjusted: null,
    adjusted: null,
    evidence: null,
  }));
  const judged = judgedClaims(claims, {profile: 'quick', claims: verdicts});
  return summarySentence(judged, 'quick', {theory: 'on the theory', talk: 'on experiments'});
};

test('the first sentence counts by family, and says which effects are small', () => {
  expect(
    sentence([
      ['theory', 'supported'],
      ['theory', 'supported', true],
      ['talk', 'contradicted'],
      ['talk', 'inconclusive'],
      ['talk', 'not run'],
      ['own', 'supported'],
    ]),
  ).toBe(
    'At profile quick, of 2 claims on the theory 2 are supported (1 of them surely small); of 3 on experiments 1 is contradicted, 1 is open and 1 was not run; of 1 1 is supported.',
  );
  expect(sentence([])).toBe('At profile quick there are no claims.');
});
