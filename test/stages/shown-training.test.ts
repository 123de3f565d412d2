import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {shownTraining} from '../../stages/train/shown.ts';
import {accuracies, row, training} from '../experiments/observe.ts';

test('a run that diverged is shown to where it went', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shown-'));
  onTestFinished(() => rm(folder, {recursive: true}));
  const path = join(folder, 'record.json');
  const history = [
    row(0, accuracies({train: 0.1, validation: 0.1})),
    row(1, accuracies({train: 0.4, validation: 0.3})),
    row(2, {train: {loss: null, accuracy: 0.1}}),
  ];
  const plan = {learningRate: 2, batchSize: 50};
  const model = {family: 'mlp', depth: 1, width: 2, batchNorm: false};
  const record = {
    ...training(plan, {outcome: 'diverged', history}),
    ...{dataset: {name: 'mnist', extent: 'sample'}, model, parameterCount: 12},
    ...{seed: 1, noise: 0.04, effectiveNoise: 0.04},
  };
  await writeFile(path, JSON.stringify(record));
  const {facts, curves} = await shownTraining(path);
  expect(facts).toContainEqual(['outcome', 'diverged after 20 steps (2 epochs)']);
  expect(facts).toContainEqual(['accuracy', 'train 0.1']);
  expect(curves.map(({title, points}) => [title, points])).toEqual([
    ['train loss [nat]', [[0, 0.9], [1, 0.6], [2, null]]], // prettier-ignore
    ['validation accuracy', [[0, 0.1], [1, 0.3], [2, null]]], // prettier-ignore
  ]);
});
