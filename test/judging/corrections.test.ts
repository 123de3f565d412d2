import {expect, test} from 'vitest';
import type {Claim} from '../../src/judging/claim.ts';
import {underCorrections} from '../../src/judging/corrections.ts';
import {judge} from '../../src/judging/judge.ts';
import {correctionsTable} from '../../src/report/corrections-table.ts';

const claim = (id: string, family: string): Claim => ({
  ...{id, family, title: id, slide: {heading: 'h', words: 'w'}, rule: '', assumptions: []},
  criteria: [{id: 'a', quantity: 'the slope', expect: 'above', bound: 0}],
});

/** Two looks at a claim: p over both, and that of the last. */
const found = (id: string, p: number, last = p) => ({
  ...{claim: id, seeds: 16, cells: {finished: 16, planned: 16}, notes: []},
  estimates: [
    {
      ...{criterion: 'a', value: 0.5, method: '', units: 16, pSupports: p, pContradicts: 1},
      interval: [0.25, 0.75] satisfies [number, number],
      looks: [
        {replicates: 8, weight: 0.5, pSupports: p, pContradicts: 1},
        {replicates: 16, weight: 0.4, pSupports: last, pContradicts: 1},
      ],
    },
  ],
});

test('each claim is told under no correction, Holm in its family and over all, and Benjamini–Hochberg', () => {
  const claims = [claim('A', 'f'), claim('B', 'g'), claim('C', 'g'), claim('D', 'g')];
  const evidence = [found('A', 0.03), found('B', 0.02), found('C', 0.06, 0.04)];
  const summary = {experiment: 'M', evidence, tables: [], irregular: []};
  const verdicts = judge(claims, [summary], 'quick', {D: 'standard'});
  const rows = underCorrections(claims, verdicts);
  const [yes, open] = ['supported', 'inconclusive'];
  expect(rows).toEqual([
    {claim: 'A', uncorrected: yes, family: yes, all: open, falseDiscovery: open},
    {claim: 'B', uncorrected: yes, family: open, all: open, falseDiscovery: open},
    {claim: 'C', uncorrected: yes, family: open, all: open, falseDiscovery: open},
    ...[{claim: 'D', ...all('not testable')}],
  ]);
  const table = correctionsTable(claims, verdicts).rows;
  expect(table[0]).toMatchObject({claim: 'A', low: 0.25, high: 0.75, family: yes});
  expect(table[3]).toMatchObject({claim: 'D', value: null, all: 'not testable'});
});

test('Benjamini–Hochberg lets through what Holm does not', () => {
  const claims = ['A', 'B', 'C', 'D'].map((id) => claim(id, 'f'));
  const evidence = claims.map(({id}, index) => found(id, [0.01, 0.02, 0.03, 0.04][index] ?? 1));
  const summary = {experiment: 'M', evidence, tables: [], irregular: []};
  const rows = underCorrections(claims, judge(claims, [summary], 'quick'));
  expect(rows.map(({family}) => family)).toEqual(['supported', ...three('inconclusive')]);
  expect(rows.map(({falseDiscovery}) => falseDiscovery)).toEqual([
    'supported',
    ...three('supported'),
  ]);
});

const all = (verdict: string) => ({
  ...{uncorrected: verdict, family: verdict, all: verdict, falseDiscovery: verdict},
});
const three = (verdict: string) => [verdict, verdict, verdict];
