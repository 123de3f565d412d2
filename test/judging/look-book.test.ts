import {expect, test} from 'vitest';
import {extensionsOf} from '../../src/judging/look-book.ts';
import type {ClaimVerdict, Outcome} from '../../src/judging/results.ts';

/** A verdict from so many looks. */
const judged = (claim: string, verdict: Outcome, count = 1): ClaimVerdict => ({
  ...{claim, family: 'all', verdict, small: false, fragile: false, reason: ''},
  ...{pAdjusted: null, adjusted: null},
  evidence: {
    ...{claim, seeds: 8, cells: {finished: 8, planned: 8}, notes: []},
    estimates: [
      {
        ...{criterion: 'a', value: 0, interval: null, method: '', units: 8},
        ...{pSupports: 0.2, pContradicts: 0.8},
        looks: Array.from({length: count}, () => ({
          ...{replicates: 8, weight: 0.5, pSupports: 0.1, pContradicts: 0.4},
        })),
      },
    ],
  },
});

const book = {
  seeds: () => [8, 16, 32],
  committed: () => ({A: 1, B: 2, C: 3}),
  nameOf: (claim: string) => (claim.startsWith('T') ? undefined : claim.charAt(0)),
};
const extended = (...verdicts: ClaimVerdict[]) => extensionsOf(verdicts, book, 'standard');

test('experiments with undecided claims get one more look, once', () => {
  const found = extended(
    judged('A1', 'inconclusive'),
    judged('A2', 'inconclusive'),
    judged('A3', 'supported'),
    judged('B1', 'inconclusive', 2),
  );
  expect(found.raised).toEqual([
    {name: 'A', claims: ['A1', 'A2'], looks: 1},
    {name: 'B', claims: ['B1'], looks: 2},
  ]);
});

test('a look that was never judged is no reason for another one', () => {
  const found = extended(judged('B1', 'inconclusive', 1));
  expect(found).toEqual({undecided: ['B1'], raised: [], pending: ['B1']});
});

test('what is decided, not testable, not run, or has no look left, is left alone', () => {
  const others = ['supported', 'contradicted', 'not run', 'not testable'] as const;
  expect(extended(...others.map((verdict) => judged('A1', verdict))).undecided).toEqual([]);
  const last = extended(judged('C1', 'inconclusive', 3), judged('T1', 'inconclusive'));
  expect(last).toEqual({undecided: ['C1', 'T1'], raised: [], pending: []});
});
