import {formatNumber} from '../src/report/format/number.ts';
import type {Scale, Scales} from '../src/report/scale.ts';
import type {Experiment, Run} from '../src/study/experiment.ts';
import {distinct} from '../src/stats/by-seed.ts';
import {experiments} from './index.ts';
import {type Profile, reference, shared} from './profiles.ts';
import {testableAt} from './testable.ts';
import {guessing} from './shared/accuracy.ts';
import {networkName} from './shared/network-name.ts';

/** How large the networks of every experiment of a profile are, beside those of the talk: made from the designs. */
export const scalesOf = (profile: Profile, all = experiments): Scales =>
  Object.fromEntries(
    testableAt(profile, all).flatMap((experiment) => {
      const scale = scaleOf(experiment, profile);
      return scale === undefined ? [] : [[experiment.id, scale]];
    }),
  );

function scaleOf(experiment: Experiment<Profile>, profile: Profile): Scale | undefined {
  const runs = runsOf(experiment, profile);
  if (runs.length === 0) return undefined;
  return {
    network: listed(runs.map(({model}) => networkName(model))),
    here: inWords(runs, profile),
    slide: inWords(runsOf(experiment, reference), reference),
    chance: guessing,
  };
}

/** All runs that an experiment looks at, those that it only probes among them. */
function runsOf({design}: Experiment<Profile>, profile: Profile): Run[] {
  const {runs = [], probes = []} = design(profile);
  return [...runs, ...probes.flatMap(({at}) => at.map(({run}) => run))];
}

function inWords(runs: readonly Run[], profile: Profile): string {
  const sizes = distinct(runs.map(({plan}) => plan.trainSize));
  const epochs = runs.flatMap((run) => epochsOf(run) ?? []);
  return [
    listed(runs.map(({model}) => networkName(model))),
    listed(runs.map(({dataset}) => imagesName(dataset, profile))),
    `${sizes.map((size) => formatNumber(size, 5)).join(' or ')} training images`,
    ...(epochs.length === 0 ? [] : [`${range(epochs)} epochs at most`]),
  ].join(', ');
}

/** Passes over the training images at which a run ends at the latest. */
function epochsOf({plan}: Run): number | undefined {
  const {limits, learningRate, batchSize, trainSize} = plan;
  const perStep = batchSize / trainSize;
  const ends = [
    ...(limits.epochs === undefined ? [] : [limits.epochs]),
    ...(limits.steps === undefined ? [] : [limits.steps * perStep]),
    ...(limits.rateTime === undefined ? [] : [(limits.rateTime / learningRate) * perStep]),
  ];
  return ends.length === 0 ? undefined : Math.min(...ends);
}

function range(values: readonly number[]): string {
  const ends = [Math.min(...values), Math.max(...values)].map((value) => formatNumber(value, 2));
  return ends[0] === ends[1] ? ends[0] : ends.join('–');
}

const names: ReadonlyMap<string, readonly [name: string, side: number]> = new Map([
  ['mnist', ['MNIST', 28]],
  ['fashion-mnist', ['Fashion-MNIST', 28]],
  ['cifar-10', ['CIFAR-10', 32]],
]);

/** `CIFAR-10 of 16×16 pixels`. */
function imagesName(dataset: string, profile: Profile): string {
  const [name, side] = names.get(dataset) ?? [dataset, undefined];
  if (side === undefined) return name;
  const averaging: Readonly<Partial<Record<string, number>>> = shared.at[profile].averaging;
  const pixels = side / (averaging[dataset] ?? 1);
  return `${name} of ${pixels}×${pixels} pixels`;
}

const listed = (words: readonly string[]): string => [...new Set(words)].join(' and ');
