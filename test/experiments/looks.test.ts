import {afterEach, describe, expect, test} from 'vitest';
import {z} from 'zod';
import {experiments} from '../../experiments/index.ts';
import {testableAt, untestableAt} from '../../experiments/testable.ts';
import {lookBook} from '../../experiments/look-book.ts';
import {allLooks, committedLooks, useLooks} from '../../experiments/looks.ts';
import {seeded, shared, sized} from '../../experiments/profiles.ts';
import {replicates} from '../../src/study/sized.ts';
import {planned} from '../../stages/summarize/about.ts';
import {probeName} from '../../stages/probes.ts';

const committed = committedLooks('standard');
afterEach(() => useLooks('standard', committed));

const growing = experiments.filter(({sizes}) => sizes.grows !== undefined);

test('looks are committed for experiments that grow, and for no others', () => {
  const names = new Set(growing.map(({sizes}) => sizes.grows));
  for (const profile of ['standard', 'paper'] as const)
    for (const name of Object.keys(committedLooks(profile))) expect(names).toContain(name);
  expect(names.size).toBeGreaterThan(0);
});

test('an experiment that is in no file has had its first look', () => {
  useLooks('standard', {});
  const schema = z.object({replicates}).describe('made up');
  const sizes = seeded('M', schema, {quick: {replicates: 3}, standard: {}, paper: null});
  expect([sizes.at.quick, sizes.at.standard]).toEqual([{replicates: 3}, {replicates: 8}]);
  expect(sizes.looks('quick')).toEqual([]);
  useLooks('standard', {M: 2});
  expect(sizes.at.standard).toEqual({replicates: 16});
  expect(sizes.looks('standard')).toEqual(allLooks.slice(0, 2));
});

/** All that goes into the keys of what an experiment has done at `standard`, by name. */
function cellsOf({design}: (typeof experiments)[number]): Map<string, string> {
  const {runs, probes} = planned(design('standard'));
  return new Map([
    ...runs.map((run): [string, string] => [run.cell, JSON.stringify(run)]),
    ...probes.map((plan): [string, string] => [
      `${plan.kind} ${probeName(plan)}`,
      JSON.stringify(plan),
    ]),
  ]);
}

describe.each(growing)('another look at $id', (experiment) => {
  test('adds seeds and leaves what was done as it is', () => {
    const name = experiment.sizes.grows ?? '';
    useLooks('standard', {...committed, [name]: 1});
    const before = cellsOf(experiment);
    useLooks('standard', {...committed, [name]: 2});
    const after = cellsOf(experiment);
    expect(after.size).toBeGreaterThan(before.size);
    for (const [cell, all] of before) expect(after.get(cell)).toBe(all);
    const {runs} = planned(experiment.design('standard'));
    expect(Math.max(...runs.map(({replicate}) => replicate))).toBe(16);
    expect(experiment.sizes.looks('standard').at(-1)?.replicates).toBe(16);
  });
});

test('the book finds the looks of a claim by its experiment', () => {
  expect(lookBook.nameOf('E1b')).toBe('E1');
  expect(lookBook.nameOf('T1')).toBeUndefined();
  expect(lookBook.seeds('standard')).toEqual([8, 16, 32]);
  expect(lookBook.seeds('quick')).toEqual([]);
});

describe('an experiment that a profile is too small for', () => {
  const schema = z.object({replicates}).describe('made up');
  const sizes = sized(schema, {quick: null, standard: {replicates: 8}, paper: {replicates: 5}});
  const [first] = experiments;
  const made = {
    ...first,
    id: 'M',
    sizes,
    claims: first.claims.map((each) => ({...each, id: 'M1'})),
  };

  test('is planned where it has sizes, and not where it has none', () => {
    expect(testableAt('quick', [first, made])).toEqual([first]);
    expect(testableAt('standard', [first, made])).toEqual([first, made]);
  });

  test('names its claims and the profile that they need', () => {
    expect(untestableAt('quick', [first, made])).toEqual([
      {experiment: 'M', claims: ['M1'], needs: 'standard'},
    ]);
    expect(untestableAt('standard', [first, made])).toEqual([]);
  });

  test('has no sizes there to be told, and is no reduction', () => {
    expect(() => sizes.at.quick).toThrow(/quick/);
    expect([sizes.has('quick'), sizes.has('standard'), shared.has('quick')]).toEqual([
      false,
      true,
      true,
    ]);
  });
});
