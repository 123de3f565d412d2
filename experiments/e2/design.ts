import {part} from '../../src/pipeline/parts.ts';
import type {Experiment, ProbePlan, Run} from '../../src/study/experiment.ts';
import {cellName, replicates} from '../../src/study/grid.ts';
import type {Profile} from '../profiles.ts';
import {epochsFor} from '../shared/rate-time.ts';
import {claims} from './claims.ts';
import type {Initialisation} from './settings.ts';
import {sizes} from './sizes.ts';

/** E2: 20-layer ReLU MLP without batch norm on Fashion-MNIST, good and bad initialisation. */
export default {
  id: 'E2',
  claims,
  sizes,
  design(profile) {
    const {pairs, badStd, scannedStds, scanPair, fixedEpochs, fixedReplicates} = sizes.at[profile];
    const good = cells(profile, 'good', pairs, null);
    const bad = cells(profile, 'bad', pairs, badStd);
    // The scan shows which standard deviations train at all, and where the chosen one stands among them.
    const scan = scannedStds.flatMap((std) => cells(profile, 'scan', [scanPair], std));
    const probe = (run: Run, snapshot: string): ProbePlan => ({
      kind: 'curvature',
      at: [{run, snapshot}],
    });
    const probes = [...good, ...bad].flatMap((run) => [
      probe(run, 'target'),
      ...(run.replicate <= fixedReplicates ? [probe(run, `epoch-${fixedEpochs}`)] : []),
    ]);
    return {runs: [...good, ...bad, ...scan], probes};
  },
  summary: part(new URL('./summary.ts', import.meta.url), () => import('./summary.ts')),
  figures: part(new URL('./figures.ts', import.meta.url), () => import('./figures.ts')),
} satisfies Experiment<Profile>;

function cells(
  profile: Profile,
  initialisation: Initialisation,
  pairs: readonly (readonly [number, number])[],
  std: number | null,
): Run[] {
  const size = sizes.at[profile];
  const {trainSize, fixedEpochs} = size;
  const lastEpoch = (learningRate: number, batchSize: number) =>
    Math.max(fixedEpochs, epochsFor(size.cap, {learningRate, batchSize, trainSize}));
  return pairs.flatMap(([learningRate, batchSize]) =>
    replicates(size.replicates).map((replicate) => ({
      cell: cellName(
        'E2',
        {init: initialisation, ...(std !== null && {std}), lr: learningRate, batch: batchSize},
        replicate,
      ),
      settings: {initialisation, std, learningRate, batchSize},
      replicate,
      dataset: 'fashion-mnist',
      model: {
        family: 'mlp',
        depth: 20,
        width: 50,
        batchNorm: false,
        initialisation: std === null ? {kind: 'he-normal'} : {kind: 'gaussian', std},
      },
      plan: {
        learningRate,
        batchSize,
        trainSize,
        limits: {
          epochs: initialisation === 'scan' ? fixedEpochs : lastEpoch(learningRate, batchSize),
        },
        ...(initialisation !== 'scan' && {target: {trainLoss: size.target}}),
        history: {everyEpochs: fixedEpochs},
        snapshotEpochs: [fixedEpochs],
      },
    })),
  );
}
