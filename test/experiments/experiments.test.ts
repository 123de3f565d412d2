import {describe, expect, test} from 'vitest';
import e1 from '../../experiments/e1/design.ts';
import {experiments, reductionsOf} from '../../experiments/index.ts';
import {profiles, shared, type Profile} from '../../experiments/profiles.ts';
import type {ProbePlan} from '../../src/study/experiment.ts';
import {aboutProbe, planned} from '../../stages/summarize/about.ts';

test('every experiment has an id of its own', () => {
  expect(new Set(experiments.map(({id}) => id)).size).toBe(experiments.length);
});

describe.each(experiments)('$id', ({id, sizes, claims, design, summary, figures}) => {
  test('names the modules that it loads', async () => {
    for (const {module, load} of [summary, figures]) {
      const named: unknown = await import(module.href);
      expect(named).toBe(await load());
    }
  });

  test('has claims of its name', () => {
    for (const claim of claims) expect(claim.id.startsWith(id)).toBe(true);
  });

  test.each(profiles.filter(sizes.has))('has sizes that its schema takes at %s', (profile) => {
    expect(sizes.schema.strict().parse(sizes.at[profile])).toEqual(sizes.at[profile]);
    expect(sizes.schema.description).toMatch(/\S/);
  });

  test.each(profiles.filter(sizes.has))(
    'tells its runs apart by settings and replicate at %s',
    (profile) => {
      const {runs, probes} = planned(design(profile));
      const tell = ({settings, replicate}: {settings: object; replicate: number}) =>
        JSON.stringify([settings, replicate]);
      expect(new Set(runs.map(tell)).size).toBe(runs.length);
      const told = probes.map((plan) => {
        const {kind, at, ...about} = aboutProbe(plan);
        return JSON.stringify([kind, at, tell(about)]);
      });
      expect(new Set(told).size).toBe(probes.length);
    },
  );
});

test('a profile is told from the paper by every number that differs, under the words of its part', () => {
  const find = (profile: Profile, quantity: string) =>
    reductionsOf(profile).filter((reduction) => reduction.quantity.startsWith(quantity));
  expect(find('quick', 'pixels of either side')).toEqual([
    expect.objectContaining({part: 'resolution of the images', here: '2', paper: '1'}),
  ]);
  expect(find('quick', 'common train loss')[0]).toMatchObject({
    part: 'E1: width and n, 4-layer BN MLP, Fashion-MNIST',
    here: '0.4',
    paper: '0.1',
  });
  expect(reductionsOf('paper')).toEqual([]);
  expect(shared.schema.strict().parse(shared.at.quick)).toEqual(shared.at.quick);
});

test('runs that are probed are runs of the experiment, once, under the settings that it gives them', () => {
  const [first, second] = planned(e1.design('quick')).runs;
  const probe = (cell: string): ProbePlan => ({
    kind: 'line',
    cell,
    at: [first, second].map((run) => ({run, snapshot: 'final'})),
  });
  const own = {...first, settings: {arm: 'first'}};
  const {runs, probes} = planned({runs: [own], probes: [probe('a'), probe('b'), probe('a')]});
  expect(runs).toEqual([own, second]);
  expect(probes.map(({cell}) => cell)).toEqual(['a', 'b']);
});
