import {expect, it} from 'vitest';
import story from '../../experiments/story/story.ts';
import type {ExperimentSummary} from '../../src/judging/results.ts';
import type {Table} from '../../src/tables/table.ts';

const summary = (experiment: string, name: string, rows: Table['rows']): ExperimentSummary => ({
  experiment,
  evidence: [],
  irregular: [],
  tables: [{name, about: '', columns: [], rows}],
});
const run = (noise: number, frobenius: number | null, validationAccuracy: number, seed = 1) => ({
  noise,
  frobenius,
  validationAccuracy,
  seed,
  reachedTarget: true,
});

it('tells effects from the lowest n to the highest, over runs that reached the common loss', () => {
  const rows = [
    run(1e-4, 100, 0.7),
    run(1e-4, 400, 0.8, 2),
    run(5e-4, 1, 0.1),
    run(1e-3, 50, 0.9),
    {...run(1e-2, 1, 0.99), reachedTarget: false},
  ];
  const effects = story.effects([summary('E1', 'e1-runs', rows)]);
  expect(effects.get('E1a')).toBe('‖H‖ 200 → 50');
  expect(effects.get('E1b')).toBe('accuracy 75.0 → 90.0\u00a0%');
});

it('tells the effect of cycles over the baseline', () => {
  const rows = [
    {schedule: 'constant-small', testAccuracy: 0.3, frobenius: 10},
    {schedule: 'constant-large', testAccuracy: 0.9, frobenius: 1},
    {schedule: 'cyclic-learning-rate', testAccuracy: 0.3, frobenius: 4},
    {schedule: 'triangle-learning-rate', testAccuracy: 0.4, frobenius: 9},
  ];
  const effects = story.effects([summary('E8', 'e8-schedules', rows)]);
  expect(effects.get('E8b')).toBe('‖H‖ 10 → 6');
  expect(effects.get('E8c')).toBe('accuracy 30.0 → 35.0\u00a0%');
});

it('says nothing of what the tables do not hold', () => {
  expect([...story.effects([summary('E1', 'e1-runs', [run(1e-3, null, 0.5)])]).keys()]).toEqual([
    'E1b',
  ]);
  expect(story.effects([]).size).toBe(0);
  expect(story.scales([]).size).toBe(0);
});

it('says how accurate the networks of a group get', () => {
  const scales = story.scales([
    summary('E1', 'e1-runs', [run(1e-3, 1, 0.81), run(1e-2, 1, 0.8)]),
    summary('E8', 'e8-schedules', [{testAccuracy: 0.4, validationAccuracy: 0.39}]),
  ]);
  expect([...scales]).toEqual([
    ['Small MLPs', 'at most 81\u00a0% accurate'],
    ['Networks on CIFAR-10', 'at most 40\u00a0% accurate'],
  ]);
});
