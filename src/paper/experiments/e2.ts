import type {Profile} from '../profiles/profile.ts';
import {cellName, replicates, type Experiment, type Run} from './experiment.ts';

type Initialisation = 'good' | 'bad' | 'scan';

/** 20-layer ReLU MLP without batch norm on Fashion-MNIST, good and bad initialisation. */
export function e2(profile: Profile): Experiment {
  const {pairs, badStd, scannedStds, scanPair, ...size} = profile.e2;
  const seeds = replicates(size.replicates);
  const good = cells(profile, 'good', pairs, undefined, seeds);
  const bad = cells(profile, 'bad', pairs, badStd, seeds);
  // The scan shows which standard deviations train at all, and where the chosen one stands among them.
  const scan = scannedStds.flatMap((std) => cells(profile, 'scan', [scanPair], std, seeds));
  return {
    id: 'E2',
    runs: [...good, ...bad, ...scan],
    curvature: [...good, ...bad].flatMap((run) => [
      {run, snapshot: 'target'},
      ...(run.replicate <= size.fixedReplicates
        ? [{run, snapshot: `epoch-${size.fixedEpochs}`}]
        : []),
    ]),
    lines: [],
    planes: [],
    noise: [],
  };
}

function cells(
  {e2}: Profile,
  initialisation: Initialisation,
  pairs: readonly (readonly [number, number])[],
  std: number | undefined,
  seeds: readonly number[],
): Run[] {
  return pairs.flatMap(([learningRate, batchSize]) =>
    seeds.map((replicate) => ({
      cell: cellName(
        'E2',
        {init: initialisation, ...(std && {std}), lr: learningRate, batch: batchSize},
        replicate,
      ),
      replicate,
      dataset: 'fashion-mnist',
      model: {
        family: 'mlp',
        depth: 20,
        width: 50,
        batchNorm: false,
        initialisation: std ? {kind: 'gaussian', std} : {kind: 'he-normal'},
      },
      plan: {
        learningRate,
        batchSize,
        trainSize: e2.trainSize,
        limits: {epochs: initialisation === 'scan' ? e2.fixedEpochs : e2.cap},
        ...(initialisation !== 'scan' && {target: {trainLoss: e2.target}}),
        history: {everyEpochs: e2.fixedEpochs},
        snapshotEpochs: [e2.fixedEpochs],
      },
    })),
  );
}
