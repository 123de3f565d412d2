import {expect, it} from 'vitest';
import {groupExplanations} from '../../src/cli/group-explanations.ts';
import type {Explanation} from '../../src/pipeline/explain.ts';

function explanation(node: string, more: Partial<Explanation> = {}): Explanation {
  const nothing = {changes: [], upstream: [], claims: [], seconds: 1};
  return {node, status: 'run', reasons: ['parameters changed'], ...nothing, ...more};
}

const rate = (before: number, after: number) => ({
  changes: [{field: 'parameters', name: 'learningRate', before, after} as const],
});

it('joins the cells of one experiment that run for one reason', () => {
  const [one, ...others] = groupExplanations([
    explanation('train/E1/a/seed=1', {claims: ['E1a'], ...rate(0.1, 0.2)}),
    explanation('train/E1/b/seed=1', {claims: ['E1b', 'E1a'], ...rate(0.1, 0.2)}),
  ]);
  expect(others).toEqual([]);
  expect(one).toMatchObject({
    name: 'train/E1',
    nodes: ['train/E1/a/seed=1', 'train/E1/b/seed=1'],
    changes: ['learningRate 0.1 → 0.2'],
    claims: ['E1a', 'E1b'],
    seconds: 2,
  });
});

it('names what changes where it does not change alike', () => {
  const groups = groupExplanations([
    explanation('train/E1/a/1', rate(0.1, 0.2)),
    explanation('train/E1/b/1', rate(0.3, 0.4)),
  ]);
  expect(groups).toMatchObject([{changes: ['learningRate']}]);
});

it('keeps apart what differs in stage, experiment, status, reason or what changed', () => {
  const groups = groupExplanations([
    explanation('train/E1/a'),
    explanation('train/E2/a'),
    explanation('measure/E1/a'),
    explanation('train/E1/b', {status: 'may run'}),
    explanation('train/E1/c', {reasons: ['never ran']}),
    explanation('train/E1/d', rate(0.1, 0.2)),
    explanation('summarize/E1'),
    explanation('train/E1/e'),
  ]);
  expect(groups.map(({name}) => name)).toEqual([
    'train/E1',
    'train/E2/a',
    'measure/E1/a',
    'train/E1/b',
    'train/E1/c',
    'train/E1/d',
    'summarize/E1',
  ]);
  expect(groups[0].nodes).toEqual(['train/E1/a', 'train/E1/e']);
});
