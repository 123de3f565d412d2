import type {GradientNoise} from '../../src/curvature/record.ts';
import type {ProbePlan} from '../../src/study/experiment.ts';
import {replicates} from '../../src/study/grid.ts';
import type {Probe} from '../../src/study/observations.ts';
import {number, text} from '../../src/tables/declare.ts';
import {sizes as e1Sizes} from '../e1/sizes.ts';
import type {Profile} from '../profiles.ts';
import {plainRun} from './runs.ts';

/** Probes of the gradient noise at the start, in the middle and at the end of the first replicates. */
export function noiseProbes(profile: Profile, count: number): ProbePlan[] {
  const snapshots = ['initial', `epoch-${e1Sizes.at[profile].fixedEpochs}`, 'target'];
  return replicates(count).flatMap((replicate) => {
    const run = plainRun(profile, replicate);
    return snapshots.map((snapshot): ProbePlan => ({kind: 'noise', at: [{run, snapshot}]}));
  });
}

/** The gradient noise of one replicate at one moment of its training. */
export interface Measured extends GradientNoise {
  readonly seed: number;
  readonly snapshot: string;
}

/** What the probes that finished have found. */
export const measuredNoise = (probes: readonly Probe<GradientNoise>[]): Measured[] =>
  probes.flatMap(({replicate, at: [{snapshot}], found}) =>
    found === undefined ? [] : [{seed: replicate, snapshot, ...found}],
  );

/** Which moment of which training a row is of. */
export const momentDeclared = {
  seed: number('', 'replicate: which seed of initialisation, order and noise'),
  snapshot: text('when it was measured'),
};

/** The moments of training at which noise is measured. */
export const moments = ['start', 'middle', 'end'] as const;
export const momentOf = (snapshot: string): (typeof moments)[number] => {
  if (snapshot === 'initial') return moments[0];
  return snapshot.startsWith('epoch-') ? moments[1] : moments[2];
};
