import {expect, test} from 'vitest';
import e2 from '../../experiments/e2/design.ts';
import e4 from '../../experiments/e4/design.ts';
import {sizes as e2Sizes} from '../../experiments/e2/sizes.ts';
import {sizes as e4Sizes} from '../../experiments/e4/sizes.ts';
import {profiles, type Profile} from '../../experiments/profiles.ts';
import type {Run} from '../../src/study/experiment.ts';

/** ηt at the last epoch of a run. */
const rateTimeOf = ({plan: {learningRate, batchSize, trainSize, limits}}: Run): number =>
  ((limits.epochs ?? NaN) * trainSize * learningRate) / batchSize;

const shown = ({has}: {readonly has: (profile: Profile) => boolean}) => profiles.filter(has);

test.each(shown(e2Sizes))(
  'runs of E2 at %s on the way to a target are capped at one ηt',
  (profile) => {
    const {cap} = e2Sizes.at[profile];
    const runs = e2.design(profile).runs.filter(({plan}) => plan.target !== undefined);
    expect(runs.length).toBeGreaterThan(0);
    for (const run of runs) {
      // The picture after fixed epochs may ask the loudest for more.
      expect(rateTimeOf(run)).toBeGreaterThan(cap * 0.999);
      const isLonger = run.plan.limits.epochs === e2Sizes.at[profile].fixedEpochs;
      if (!isLonger) expect(rateTimeOf(run)).toBeCloseTo(cap, 2);
    }
  },
);

test.each(shown(e4Sizes))('ends of E4 at %s of low noise are capped at one ηt', (profile) => {
  const runs = e4.design(profile).probes.flatMap(({at}) => at.map(({run}) => run));
  const quiet = runs.filter(({plan}) => plan.learningRate / plan.batchSize < 2e-4);
  expect(quiet.length).toBeGreaterThan(0);
  for (const run of quiet) expect(rateTimeOf(run)).toBeCloseTo(e4Sizes.at[profile].cap, 2);
});
