import fc from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import {RunView} from '../../../src/cli/loggers/run-view.ts';
import type {PipelineEvent} from '../../../src/pipeline/events.ts';
import type {PipelineNode} from '../../../src/pipeline/node.ts';
import {PLAIN, type Guess} from '../../../src/pipeline/run/durations.ts';
import {machines, readRecording, type Machine} from './recorded-runs.ts';
import {replay, type Replayed} from './replay.ts';

const recording = readRecording();
const kernelsOf = ({resources}: PipelineNode) => resources.kernels ?? PLAIN;

/** By kernels: measured time over what is declared. */
type Pace = Readonly<Record<string, number>>;

/** What timing the machine would have told; `loaded`: what it told on that machine under another load. */
const paces: Readonly<Record<Machine, Pace>> = {
  quiet: {plain: 1, mlp: 1, 'vgg-11': 1, resnet: 1},
  loaded: {plain: 0.87, mlp: 2.05, 'vgg-11': 1.69, resnet: 2.02},
  other: {plain: 1.3, mlp: 1.24, 'vgg-11': 2.2, resnet: 3.5},
};

const calibrated =
  (pace: Pace) =>
  (node: PipelineNode): Guess => ({
    seconds: node.resources.seconds * pace[kernelsOf(node)],
    basis: 'calibrated',
  });
const declared = ({resources}: PipelineNode): Guess => ({
  seconds: resources.seconds,
  basis: 'declared',
});

/** What was shown a hundred times on the way, in seconds. */
interface Shown {
  readonly at: number;
  /** The part of the work that had ended. */
  readonly done: number;
  readonly left: number;
  readonly low: number;
  readonly high: number;
}

function watch(run: Replayed): {readonly total: number; readonly shown: readonly Shown[]} {
  const events: PipelineEvent[] = [...replay(run)];
  const total = (events.at(-1)?.at ?? 0) / 1000;
  const work = run.nodes.reduce((sum, node) => sum + run.secondsOf(node), 0);
  const state = new RunView();
  const shown: Shown[] = [];
  let done = 0;
  for (const event of events) {
    state.apply(event);
    if (event.type === 'finished') done += event.seconds;
    const at = event.at / 1000;
    if (at < (shown.length * total) / 100) continue;
    const {seconds: left, low, high} = state.left(event.at);
    shown.push({at, done: done / work, left, low, high});
  }
  return {total, shown};
}

/** The largest factor between a whole time that was told and the true one, after a tenth of the work. */
const worst = ({total, shown}: ReturnType<typeof watch>): number =>
  Math.max(
    ...shown
      .filter(({done}) => done >= 0.1)
      .map(({at, left}) => Math.max((at + left) / total, total / (at + left))),
  );

describe.each(machines)('a cold run of the quick profile, %s', (machine) => {
  const run = {
    nodes: recording.nodes,
    secondsOf: (node: PipelineNode) => recording.secondsOf(node, machine),
  };

  it.each([1, 2, 8])('is foretold after a tenth of the work, with %i cells at a time', (jobs) => {
    expect(worst(watch({...run, jobs, guessOf: declared}))).toBeLessThan(1.3);
    expect(worst(watch({...run, jobs, guessOf: calibrated(paces[machine])}))).toBeLessThan(1.3);
  });

  it('has bounds that draw together', () => {
    const {shown} = watch({...run, jobs: 2, guessOf: declared});
    const widths = [0, 30, 90].map((part) => {
      const {at, low, high} = shown[part];
      return (at + high) / (at + low);
    });
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    expect(widths[0]).toBeGreaterThan(2);
    expect(widths[2]).toBeLessThan(1.1);
  });
});

test.each(['quiet', 'other'] as const)(
  'eight of ten true times lie within bounds: %s',
  (machine) => {
    const {total, shown} = watch({
      nodes: recording.nodes,
      secondsOf: (node) => recording.secondsOf(node, machine),
      guessOf: declared,
      jobs: 2,
    });
    const inside = shown.filter(({at, low, high}) => low <= total - at && total - at <= high);
    expect(inside.length / shown.length).toBeGreaterThan(0.8);
  },
);

/** The logarithm of a factor, [−bound, bound]. */
const logFactor = (bound: number) => fc.double({min: -bound, max: bound, noNaN: true});

test('so is one on any machine that was timed within a tenth', () => {
  const kernels = Object.keys(paces.quiet);
  const perKernels = (bound: number) =>
    fc.record(Object.fromEntries(kernels.map((name) => [name, logFactor(bound)])));
  fc.assert(
    fc.property(logFactor(1.5), perKernels(0.5), perKernels(0.1), (all, own, error) => {
      const logPace = (node: PipelineNode) => all + own[kernelsOf(node)];
      const run = watch({
        nodes: recording.nodes,
        secondsOf: (node) => recording.secondsOf(node, 'quiet') * Math.exp(logPace(node)),
        guessOf: (node) => ({
          seconds: node.resources.seconds * Math.exp(logPace(node) + error[kernelsOf(node)]),
          basis: 'calibrated',
        }),
        jobs: 2,
      });
      expect(worst(run)).toBeLessThan(1.3);
    }),
    {numRuns: 10, seed: 1},
  );
});

test('a machine that does all at one pace is foretold when that is known', () => {
  const run = watch({
    nodes: recording.nodes,
    secondsOf: ({resources}) => 3 * resources.seconds,
    guessOf: declared,
    jobs: 2,
  });
  expect(worst(run)).toBeLessThan(1.2);
});
