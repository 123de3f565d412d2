import {chosenDevice, environment} from '../../src/compute/engine/identity.ts';
import {AnyModelSpec} from '../../src/models/families/index.ts';
import type {ModelFamily} from '../../src/models/family.ts';
import {defineStage} from '../../src/pipeline/define.ts';
import {onePart} from '../../src/pipeline/parts.ts';
import {guessMemory, guessTraining, kernelsOf} from '../../src/training/guess.ts';
import type {BuildOptimiser} from '../../src/training/optimiser.ts';
import {AnyOptimiser} from '../../src/training/optimisers/index.ts';
import {TrainingPlan} from '../../src/training/plan.ts';
import {collectionOf} from '../costs.ts';
import {dataset} from '../acquire-data/record.ts';
import {snapshots} from './snapshots.ts';
import {trainingRecord} from './record.ts';

/**
 * One cell of a grid: SGD on one model, with one plan. The seed must depend on the replicate alone, so
 * that all cells of a replicate share their initialisation and the order of their examples.
 */
export const train = defineStage({
  name: 'train',
  summary: 'Trains a model by SGD and keeps its weights and its history.',
  parameters: TrainingPlan.extend({
    optimiser: AnyOptimiser.optional().describe('how a step follows the gradient; absent: SGD'),
    model: AnyModelSpec.describe('the model that is trained'),
  }),
  inputs: {dataset},
  outputs: {snapshots, record: trainingRecord},
  environment,
  resources: (parameters, upstream) => ({
    cpus: 1,
    gpu: false,
    memoryMB: guessMemory(parameters),
    seconds: guessTraining(parameters, collectionOf(upstream), chosenDevice()),
    kernels: kernelsOf(parameters.model),
    mayEndEarly: parameters.target?.then === 'stop',
  }),
  body: new URL('./body.ts', import.meta.url),
  parts: {family: onePart<ModelFamily>(), optimiser: onePart<BuildOptimiser>()},
});
