import type {Experiment} from '../src/study/experiment.ts';
import {experiments} from './index.ts';
import {profiles, type Profile} from './profiles.ts';

/** Experiments that can be shown at a profile; nothing is planned for the others. */
export const testableAt = (profile: Profile, all = experiments): Experiment<Profile>[] =>
  all.filter(({sizes}) => sizes.has(profile));

/** Experiments whose claims are not testable at a profile, and the next larger profile at which they are. */
export const untestableAt = (profile: Profile, all = experiments) =>
  all.flatMap(({id, sizes, claims: own}) => {
    const larger = profiles.slice(profiles.indexOf(profile) + 1);
    const needs = sizes.has(profile) ? undefined : larger.find((other) => sizes.has(other));
    return needs === undefined
      ? []
      : [{experiment: id, claims: own.map((claim) => claim.id), needs}];
  });
