import {expect, it} from 'vitest';
import {profiles} from '../../experiments/profiles.ts';
import {scalesOf} from '../../experiments/scales.ts';
import type {ExperimentSummary} from '../../src/judging/results.ts';
import type {Figure} from '../../src/report/figure.ts';
import {atScale, scaleSentence} from '../../src/report/scale.ts';

it.each(profiles)('every experiment with runs tells its scale at %s', (profile) => {
  const scales = scalesOf(profile);
  expect(Object.keys(scales)).toEqual(expect.arrayContaining(['E1', 'E2', 'E7', 'E9']));
  expect(scales).not.toHaveProperty('T1');
  for (const {here, slide} of Object.values(scales)) {
    for (const words of [here, slide])
      expect(words).toMatch(/pixels, .* training images, .* epochs/);
  }
});

it('a scale is that of the sizes, beside the slide’s', () => {
  const {E9: scale} = scalesOf('quick');
  expect(scale.here).toBe(
    'VGG-11 at 1/16 of its width, CIFAR-10 of 16×16 pixels, 1000 or 3000 training images, 6–18 epochs at most',
  );
  expect(scale.slide).toMatch(/^VGG-11, CIFAR-10 of 32×32 pixels, /);
});

const summary: ExperimentSummary = {
  experiment: 'E9',
  evidence: [],
  irregular: [],
  tables: [
    {
      name: 'runs',
      about: '',
      columns: [],
      rows: [{validationAccuracy: 0.29}, {validationAccuracy: 0.24}, {trainAccuracy: 1}],
    },
  ],
};
const scale = {network: 'VGG-11', here: 'a small one', slide: 'a large one', chance: 0.1};

it('a scale says how accurate networks get, beside guessing', () => {
  expect(scaleSentence(scale, summary)).toBe(
    'Here: a small one. Best accuracy 29% on images that were not trained on (chance 10%). The slide: a large one.',
  );
});

it('captions and alternative texts tell the scale', () => {
  const figure: Figure = {
    ...{id: 'f', experiment: 'E9', claims: [], slide: '', title: 'Found', tables: []},
    ...{
      caption: 'Each point is a run.',
      alt: 'A scatter plot.',
      spec: {data: {values: []}, mark: 'point'},
    },
  };
  const told = atScale(figure, scale, summary);
  expect(told.caption).toBe(`Each point is a run. ${scaleSentence(scale, summary)}`);
  expect(told.alt).toBe('VGG-11, at best 29% accurate (chance 10%). A scatter plot.');
  expect(atScale(figure, undefined, summary)).toBe(figure);
});
