/**
 * The grid of E1 as training alone, 25 cells of 12,000 images, run as a user runs a pipeline:
 *
 *   npx tsx bench/compute/grid.ts --store FOLDER
 */
import path from 'node:path';
import {main} from '../../src/cli/main.ts';
import {collectionNamed} from '../../src/data/collections/index.ts';
import {definePipeline} from '../../src/pipeline/pipeline.ts';
import {acquireData} from '../../stages/acquire-data/stage.ts';
import {trainParts} from '../../stages/train/parts.ts';
import {train} from '../../stages/train/stage.ts';
import {gridModel, gridCells} from './grid-cells.ts';

function study() {
  const pipeline = definePipeline({seed: 20171117});
  const data = pipeline.add(acquireData, {
    cell: 'fashion-mnist',
    parameters: {dataset: 'fashion-mnist', extent: 'sample', averaging: 1},
    parts: {collection: collectionNamed('fashion-mnist')},
  });
  for (const {learningRate, batchSize, trainSize, epochs} of gridCells)
    pipeline.add(train, {
      cell: `lr=${learningRate},batch=${batchSize}`,
      parameters: {
        model: gridModel,
        learningRate,
        batchSize,
        trainSize,
        limits: {epochs},
        history: {everyEpochs: epochs},
      },
      inputs: {dataset: data.outputs.dataset},
      parts: trainParts({model: gridModel}),
      seed: ['replicate', 1],
    });
  return pipeline;
}

await main({
  root: path.join(import.meta.dirname, '../..'),
  profiles: ['bench'],
  title: 'A grid to time',
  claims: [],
  pipelineFor: study,
  defaultTarget: 'train',
  trusted: [
    'stages/acquire-data/body.ts',
    'src/compute/safetensors.ts',
    'src/compute/engine/',
    'src/system/atomic-file.ts',
    'src/system/file-hash.ts',
    'src/system/regular-file.ts',
    'src/system/stamps.ts',
    'src/training/checkpoint.ts',
    'src/data/sources/',
  ],
});
