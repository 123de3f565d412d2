import {expect, test} from 'vitest';
import {claims} from '../../experiments/index.ts';
import figuresE4 from '../../experiments/e4/figures.ts';
import e5 from '../../experiments/e5/design.ts';
import {profiles} from '../../experiments/profiles.ts';
import summarizeE4 from '../../experiments/e4/summary.ts';
import summarizeE5 from '../../experiments/e5/summary.ts';
import {judge} from '../../src/judging/judge.ts';
import {
  curvature,
  ends,
  estimateOf,
  observations,
  plane,
  probe,
  probeBetween,
  row,
  rowsOf,
  run,
  summarized,
  training,
} from './observe.ts';

const seeds = [1, 2, 3, 4];

/** A line of E4 at one seed. */
const e4Line = (panel: string, seed: number, found: unknown, missedTarget = false) =>
  probeBetween(
    'line',
    [
      run({learningRate: 0.1, batchSize: 128}, seed),
      run({learningRate: 0.1, batchSize: 1024}, seed),
    ],
    'target',
    found,
    {settings: {panel}, missedTarget},
  );

/** A run of E5; for 12.5 images it takes 13. */
const e5Run = (beta: number, seed: number) => {
  const batchSize = Math.ceil(50 * beta);
  return run({beta, learningRate: (0.1 * batchSize) / 50, batchSize}, seed);
};
const e5Line = (beta: number, seed: number, found: unknown) =>
  probeBetween('line', [e5Run(1, seed), e5Run(beta, seed)], 'target', found, {settings: {beta}});

/** Ends of these widths at every seed, the right one with some spread. */
const widths = (left: number, right: number, spread = 0.02) =>
  seeds.map((seed) => ({
    seed,
    found: ends({left, right: right * (1 + spread * Math.sin(seed))}),
  }));
const e4Lines = (panel: string, left: number, right: number) =>
  widths(left, right).map(({seed, found}) => e4Line(panel, seed, found));
const e5Lines = (beta: number, left: number, right: number, spread?: number) =>
  widths(left, right, spread).map(({seed, found}) => e5Line(beta, seed, found));

test('the lower-n end is found to be sharper, or not', () => {
  const probes = [...e4Lines('E4a', 1, 0.5), ...e4Lines('E4b', 1, 1.6), ...e4Lines('E4c', 1, 1)];
  const summary = summarized('E4', summarizeE4, observations({probes}));
  expect(estimateOf(summary, 'E4a', 'curvature-ratio').value).toBeCloseTo(Math.log(4), 1);
  expect(estimateOf(summary, 'E4a', 'curvature-ratio').pSupports).toBeLessThan(0.001);
  expect(estimateOf(summary, 'E4b', 'curvature-ratio').pContradicts).toBeLessThan(0.001);
  expect(summary.evidence[0].cells).toEqual({finished: 4, planned: 4});
  expect(rowsOf(summary, 'e4-ends')).toHaveLength(12);
  expect(rowsOf(summary, 'e4-ends')[4]).toMatchObject({
    panel: 'E4b',
    seed: 1,
    left: 'η=0.1, S=128',
    right: 'η=0.1, S=1024',
  });
  expect(rowsOf(summary, 'e4-curves')).toHaveLength(24);
});

test('equal widths are found equal within the margin, different ones are not', () => {
  const norm = probe('curvature', e5Run(4, 1), 'target', curvature({frobenius: 9}));
  const probes = [...e5Lines(4, 1, 1.05), ...e5Lines(0.25, 1, 2), norm];
  const summary = summarized('E5', summarizeE5, observations({probes}));
  expect(estimateOf(summary, 'E5a', 'width-ratio').pSupports).toBeLessThan(0.001);
  expect(estimateOf(summary, 'E5b', 'width-ratio').pContradicts).toBeLessThan(0.001);
  expect(rowsOf(summary, 'e5-norms')).toMatchObject([
    {beta: 4, seed: 1, frobenius: 9, missedTarget: false},
  ]);
  expect(rowsOf(summary, 'e5-ends')[4]).toMatchObject({
    panel: 'E5 β=0.25',
    left: 'η=0.1, S=50',
    right: 'η=0.026, S=13',
  });
});

test('equal means with a wide spread between seeds prove nothing', () => {
  const summary = summarized('E5', summarizeE5, observations({probes: e5Lines(4, 1, 1, 0.8)}));
  expect(estimateOf(summary, 'E5a', 'width-ratio').pSupports).toBeGreaterThan(0.05);
});

test('an end that is wider than the grid has a curvature, and no width to compare', () => {
  const open = ends({left: 1, right: 9, open: true});
  const [, second] = widths(1, 1);
  const probes = [e5Line(4, 1, open), e5Line(4, 2, second.found), e5Line(4, 3, second.found)];
  const summary = summarized('E5', summarizeE5, observations({probes}));
  expect(estimateOf(summary, 'E5a', 'width-ratio').units).toBe(2);
  expect(summary.evidence[0].notes[0]).toMatch(/^1 of 3 lines have an end that is wider/);
});

test('a width that the grid cuts off is drawn hollow, as a lower bound', () => {
  const open = ends({left: 1, right: 2.5, open: true});
  const probes = [...e4Lines('E4a', 1, 0.5), e4Line('E4b', 1, open)];
  const summary = summarized('E4', summarizeE4, observations({probes}));
  const figure = figuresE4(summary, judge(claims, [summary], 'made up')).find(
    ({id}) => id === 'e4-widths',
  );
  expect(figure?.alt).toContain('η=0.1, S=1024, seed 1 — width at least 2.5');
  expect(figure?.caption).toContain('The 2 hollow ones of 10 reach its border');
});

test('two seeds of one setting are shown with their distance and the rise between them', () => {
  const curve = {loss: [3, 0.1, 1.6, 0.3, 3], accuracy: [0, 0, 0, 0, 0]};
  const between = {
    ...ends({left: 1, right: 1}),
    alpha: [-1, 0, 0.5, 1, 2],
    distance: 7,
    train: curve,
    validation: curve,
    interpolatedStatistics: {train: curve, validation: curve},
  };
  const line = probeBetween('line', [e5Run(1, 1), e5Run(1, 2)], 'target', between, {
    settings: {beta: 1},
  });
  const summary = summarized('E5', summarizeE5, observations({probes: [line]}));
  const [row] = rowsOf(summary, 'e5-ends');
  expect(row).toMatchObject({panel: 'E5 β=1, two seeds', distance: 7});
  // Both ends of these made-up lines have a loss of .1.
  expect(row['barrier']).toBeCloseTo(1.5);
  expect(estimateOf(summary, 'E5a', 'width-ratio').units).toBe(0);
  expect(estimateOf(summary, 'E5b', 'width-ratio').units).toBe(0);
});

test.each(profiles.filter(e5.sizes.has))(
  'the ends of E5 at %s are at the common train loss, each seed in one line between seeds',
  (profile) => {
    const lines = e5.design(profile).probes.filter(({kind}) => kind === 'line');
    for (const {at} of lines) {
      expect(at.map(({snapshot}) => snapshot)).toEqual(['target', 'target']);
      for (const {run: end} of at) expect(end.plan.target).toBeDefined();
    }
    const seeds = lines
      .filter(({settings}) => settings?.['beta'] === 1)
      .flatMap(({at}) => at.map(({run: end}) => end.replicate));
    expect(new Set(seeds).size).toBe(seeds.length);
    expect(seeds.length).toBeGreaterThan(1);
  },
);

test('ends that missed their target are shown, counted and not used', () => {
  const [first, , , last] = widths(1, 0.5);
  const probes = [
    e4Line('E4a', 1, first.found, true),
    e4Line('E4a', 2, ends({left: 1, right: 9, open: true})),
    e4Line('E4a', 3, undefined),
    e4Line('E4a', 4, last.found),
  ];
  const summary = summarized('E4', summarizeE4, observations({probes}));
  expect(estimateOf(summary, 'E4a', 'curvature-ratio').units).toBe(2);
  expect(summary.evidence[0].cells).toEqual({finished: 3, planned: 4});
  expect(summary.evidence[0].notes[0]).toMatch(
    /^1 of 3 lines have an end that is not curved upwards/,
  );
  expect(summary.irregular).toHaveLength(1);
});

test('planes are tabled point by point, with the share of each that lies in its basin', () => {
  const settings = {learningRate: 0.1, batchSize: 128};
  const capped = run(settings, 1, training(settings, {history: [row(5, {})], outcome: 'capped'}));
  const surveyed = probe('plane', capped, 'target', plane({loss: 0, steepness: 0.5}), {
    missedTarget: true,
  });
  const other = run({learningRate: 0.01, batchSize: 128}, 1);
  const failed = probe('plane', other, 'target', undefined);
  const observed = observations({runs: [capped], probes: [surveyed, failed]});
  const summary = summarized('E4', summarizeE4, observed);
  expect(rowsOf(summary, 'e4-planes')).toHaveLength(9);
  expect(rowsOf(summary, 'e4-planes')[5]).toMatchObject({
    endpoint: 'η=0.1, S=128',
    first: 1,
    second: 0,
    trainLoss: 0.5,
    trainRise: 0.5,
  });
  // The corners rise by 1, the middles of the sides by 0.5.
  expect(rowsOf(summary, 'e4-basins')).toEqual([
    {
      node: surveyed.node,
      endpoint: 'η=0.1, S=128',
      noise: 0.1 / 128,
      seed: 1,
      missedTarget: true,
      trainLoss: 0,
      basinShare: 5 / 9,
      notFinite: 0,
    },
  ]);
  expect(summary.irregular.filter(({node}) => node === failed.node)).toHaveLength(1);
});
