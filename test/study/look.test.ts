import {expect, test} from 'vitest';
import type {Claim} from '../../src/judging/claim.ts';
import {meanEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import {judge} from '../../src/judging/judge.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import {findingsOf} from '../../src/study/look.ts';
import {firstReplicates, replicatesOf, withoutReplicate} from '../../src/study/replicates.ts';
import {observations, probe, probeBetween, run} from '../experiments/observe.ts';

const claim: Claim = {
  ...{id: 'A', family: 'all', title: 'A', slide: {heading: 'h', words: 'w'}},
  criteria: [{id: 'mean', quantity: 'the mean', expect: 'above', bound: 0}],
  ...{rule: '', assumptions: []},
};

/** One number a seed, which stands in the settings of its run. */
const observed = (values: readonly number[]) =>
  observations({runs: values.map((value, index) => run({value}, index + 1))});
const summary: Summarize = ({runs}) => ({
  evidence: [
    evidence([claim], 'A', {
      planned: runs,
      estimates: {
        mean: (c) =>
          meanEstimate(
            c,
            runs.map(({settings}) => Number(settings['value'])),
            0,
          ),
      },
    }),
  ],
  tables: [],
});
const looks = [
  {replicates: 4, weight: 0.5},
  {replicates: 8, weight: 0.4},
];
const values = [1, 2, 1.5, 2.5, -4, 3, 2, 1];
const estimateOf = (found: ReturnType<typeof findingsOf>) => found.evidence[0].estimates[0];
const alone = (own: readonly number[]) => estimateOf(findingsOf(summary, observed(own), []));

test('one look is the summary as it is', () => {
  const [plain] = summary(observed(values)).evidence;
  expect(alone(values)).toEqual(plain.estimates[0]);
});

test('over looks, p is the least p over its weight; value and interval are those of all seeds', () => {
  const [all, early] = [alone(values), alone(values.slice(0, 4))];
  const found = estimateOf(findingsOf(summary, observed(values), looks));
  expect(found.looks?.map(({pSupports}) => pSupports)).toEqual([early.pSupports, all.pSupports]);
  expect(found.pSupports).toBe((early.pSupports ?? 0) / 0.5);
  expect(found.pSupports).toBeLessThan((all.pSupports ?? 0) / 0.4);
  expect(found.pContradicts).toBe(1);
  expect([found.value, found.interval]).toEqual([all.value, all.interval]);
});

test('each seed in turn is left out of all looks', () => {
  const {evidence: found} = findingsOf(summary, observed(values), looks);
  const leftOut = found[0].leftOut ?? [];
  expect(leftOut.map(({seed}) => seed)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  const without = (seed: number, own: readonly number[]) =>
    alone(own.filter((_, index) => index + 1 !== seed)).pSupports ?? 1;
  const expected = Math.min(without(2, values.slice(0, 4)) / 0.5, without(2, values) / 0.4);
  expect(leftOut[1]?.estimates).toEqual([expect.objectContaining({pSupports: expected})]);
});

test('a verdict that hangs on one seed is fragile, and names it', () => {
  const judged = (own: readonly number[]) => {
    const found = {experiment: 'A', ...findingsOf(summary, observed(own), []), irregular: []};
    return judge([claim], [found], 'quick').claims[0];
  };
  expect(judged(values)).toMatchObject({verdict: 'inconclusive', fragile: true, hangsOn: [5]});
  const settled = judged([1, 2, 1.5, 2.5, 2, 3, 2, 1]);
  expect(settled).toMatchObject({verdict: 'supported', fragile: false});
  expect(settled).not.toHaveProperty('hangsOn');
});

test('a probe between runs is there when all of them are', () => {
  const [one, two, three] = [1, 2, 3].map((replicate) => run({}, replicate));
  const all = observations({
    runs: [one, two, three],
    probes: [probe('k', one, 'final', 1), probeBetween('k', [one, three], 'final', 2)],
  });
  expect(firstReplicates(all, 2).probes).toEqual([all.probes[0]]);
  expect(withoutReplicate(all, 3).probes).toEqual([all.probes[0]]);
  expect(withoutReplicate(all, 1)).toMatchObject({runs: [two, three], probes: []});
});

test('the replicates of a study are its rows, counted as its tables do', () => {
  const measure = {criterion: 'mean', conditions: ['c'], values: [[0], [1], [2]]};
  const found = {replicates: 3, measures: [measure], rows: {}, irregular: [], notes: []};
  const all = observations({studies: [{node: 'study/A', cell: 'A', found}]});
  expect(replicatesOf(all)).toEqual([0, 1, 2]);
  expect(withoutReplicate(all, 1).studies[0]?.found).toMatchObject({
    replicates: 2,
    measures: [{values: [[0], [2]]}],
  });
});
