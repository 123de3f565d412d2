import {part} from '../../src/pipeline/parts.ts';
import type {Experiment, ProbePlan, Run} from '../../src/study/experiment.ts';
import {cellName, replicates} from '../../src/study/grid.ts';
import {e1Model} from '../e1/design.ts';
import type {Profile} from '../profiles.ts';
import {claims} from './claims.ts';
import {sizes} from './sizes.ts';

/** X7: λ_max along training by all images at once and by small batches, at one η (Cohen et al. 2021). */
export default {
  id: 'X7',
  claims,
  sizes,
  design(profile) {
    const size = sizes.at[profile];
    const runs = replicates(size.replicates).flatMap((replicate) =>
      [size.trainSize, size.smallBatch].map((batchSize) => runOf(profile, batchSize, replicate)),
    );
    return {runs, probes: runs.flatMap((run) => probesOf(profile, run))};
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;

function runOf(profile: Profile, batchSize: number, replicate: number): Run {
  const {learningRate, trainSize, steps} = sizes.at[profile];
  const epochs = momentsOf(profile, batchSize).map(({epoch}) => epoch);
  return {
    cell: cellName('X7', {lr: learningRate, batch: batchSize}, replicate),
    settings: {learningRate, batchSize},
    replicate,
    dataset: 'fashion-mnist',
    model: e1Model(profile),
    plan: {
      learningRate,
      batchSize,
      trainSize,
      limits: {steps},
      history: {everyEpochs: epochs[0]},
      snapshotEpochs: epochs,
    },
  };
}

/** The first replicates are followed all the way, the others where they are judged. */
function probesOf(profile: Profile, run: Run): ProbePlan[] {
  const {trainSize: images, pathReplicates} = sizes.at[profile];
  return momentsOf(profile, run.plan.batchSize)
    .filter(({share}) => run.replicate <= pathReplicates || share > 2 / 3)
    .map(({epoch, share}) => ({
      kind: 'sharpness',
      at: [{run, snapshot: `epoch-${epoch}`}],
      settings: {share},
      // One and the same loss for both, with the statistics of all images.
      parameters: {images, batchSize: images},
    }));
}

/** Equal steps, as shares of all, with the epoch that a run of this batch size is then at. */
function momentsOf(profile: Profile, batchSize: number) {
  const {trainSize, steps, moments} = sizes.at[profile];
  return Array.from({length: moments}, (_, index) => {
    const part = index + 1;
    return {
      share: part / moments,
      epoch: (part * steps * batchSize) / (moments * trainSize),
    };
  });
}
