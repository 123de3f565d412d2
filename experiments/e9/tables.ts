import {declareTable, flag, number, optional, text} from '../../src/tables/declare.ts';
import {nodeDeclared} from '../shared/run-columns.ts';

export const runs = declareTable('e9-runs', 'One training of the sweep over β.', {
  ...nodeDeclared,
  trainSize: number('images', 'training images'),
  noiseScale: number('', 'factor on η at fixed S: 1, or the half-noise variant'),
  beta: number('', 'η = 0.1β, S = 50β'),
  control: optional(text('twice: trained twice as long as the others')),
  seed: number('', 'replicate: which seed of initialisation, order and noise'),
  outcome: text('how the run ended'),
  steps: number('steps', 'SGD steps taken; they shrink with β at equal ηt'),
  validationAccuracy: number('', 'best accuracy on the validation images'),
});

export const onsets = declareTable(
  'e9-onsets',
  'Where accuracy breaks down over the β of one seed.',
  {
    trainSize: number('images', 'training images'),
    noiseScale: number('', 'factor on η at fixed S'),
    seed: number('', 'replicate: which seed of initialisation, order and noise'),
    onset: number('', 'β at which a tenth of the height above guessing is lost; else the last β'),
    reached: flag('whether so much is lost up to the last β'),
  },
);
