import {sizes} from '../../experiments/e1/sizes.ts';
import type {ModelSpec} from '../../src/models/spec.ts';

const {learningRates, batchSizes, width} = sizes.at.paper;

/** Images that every cell trains on, one pass after the other over the embedded sample. */
export const cellImages = 12_000;
const trainSize = 3000;

export const gridModel: ModelSpec = {
  family: 'mlp',
  depth: 4,
  width,
  batchNorm: true,
  initialisation: {kind: 'he-normal'},
};

export const gridCells = batchSizes.flatMap((batchSize) =>
  learningRates.map((learningRate) => ({
    learningRate,
    batchSize,
    trainSize,
    epochs: cellImages / trainSize,
  })),
);
