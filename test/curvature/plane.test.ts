import {beforeAll, describe, expect, it} from 'vitest';
import {loadEngine} from '../../src/compute/engine/load.ts';
import {randomStream} from '../../src/compute/random.ts';
import {flattenWeights, layout} from '../../src/curvature/layout.ts';
import {filterNormalized, surveyPlane} from '../../src/curvature/plane.ts';
import type {Plane} from '../../src/curvature/record.ts';
import {groupNorms} from '../../src/curvature/rescale.ts';
import {gaussian} from '../../src/curvature/vectors.ts';
import type {Weights} from '../../src/models/initialiser.ts';
import {initialState, type ModelState} from '../../src/models/model.ts';
import {fixtures, imagesOf, modelOf, parametersOf, relativeError} from '../models/fixtures.ts';

const axis = [-0.5, 0, 0.5];
const middle = 4;

/** The trained fixture of a name, and the plane through any state of it. */
function trained(name: string) {
  const fixture = fixtures.models[name];
  const model = modelOf(fixture);
  const state = {...initialState(model, 1), parameters: parametersOf(fixture, fixture.trained)};
  const all = Int32Array.from(fixture.labels, (_, index) => index);
  const data = {
    images: imagesOf(fixture),
    labels: Int32Array.from(fixture.labels),
    parts: {train: all, validation: all.subarray(0, 4)},
  };
  const survey = (from: ModelState, seed = 5): Plane =>
    surveyPlane(model, from, data, {axis, seed, batchSize: all.length});
  return {fixture, model, state, survey};
}

const loss = ({train}: Plane): number[] => train.loss.map((value) => value ?? NaN);

const scaled = (weights: Weights, factor: (name: string) => number): Weights =>
  Object.fromEntries(
    Object.entries(weights).map(([name, {shape, values}]) => [
      name,
      {shape, values: values.map((value) => factor(name) * value)},
    ]),
  );

beforeAll(() => loadEngine());

describe('a plane', () => {
  it('has the checkpoint in its middle', () => {
    const {fixture, state, survey} = trained('mlp-plain');
    const plane = survey(state);
    const error = Math.abs(loss(plane)[middle] - fixture.trainedLoss) / fixture.trainedLoss;
    expect(error).toBeLessThan(1e-5);
    expect(plane.train.loss).toHaveLength(9);
    expect(plane.validation.accuracy).toHaveLength(9);
  });

  it('is the same for the same seed, another for another', () => {
    const {state, survey} = trained('mlp-plain');
    const plane = survey(state);
    expect(survey(state)).toEqual(plane);
    expect(relativeError(loss(survey(state, 6)), loss(plane))).toBeGreaterThan(0.01);
  });

  it('does not see that layers are rescaled, one up and the next down (Dinh et al. 2017)', () => {
    const {state, survey} = trained('mlp-plain');
    // ReLU nets are homogeneous: outputs grow by the product of the factors so far, and biases with
    // them; the last layer undoes it.
    const names = Object.keys(state.parameters);
    const layers = [...new Set(names.map((name) => name.split('/')[0]))];
    const up = (layer: string) => (layer === layers.at(-1) ? 4 ** -(layers.length - 1) : 4);
    const total = (layer: string) =>
      layers.slice(0, layers.indexOf(layer) + 1).reduce((product, each) => product * up(each), 1);
    const rescaled = scaled(state.parameters, (name) => {
      const [layer = '', part] = name.split('/');
      return part === 'bias' ? total(layer) : up(layer);
    });
    const [before, after] = [survey(state), survey({...state, parameters: rescaled})];
    expect(relativeError(loss(after), loss(before))).toBeLessThan(1e-4);
    expect(after.lengths[0] / before.lengths[0]).toBeGreaterThan(1.5);
  });

  it('estimates the statistics of batch norm at every point', () => {
    const {state, survey} = trained('mlp-batch-norm');
    const spoilt = scaled(state.statistics, () => 100);
    expect(survey({...state, statistics: spoilt})).toEqual(survey(state));
  });
});

it.each(Object.keys(fixtures.models))('the filters of a direction have the norms of %s', (name) => {
  const {model, state} = trained(name);
  const shapes = layout(model.parameters);
  const parameters = flattenWeights(shapes, state.parameters);
  const drawn = gaussian(shapes.dimension, randomStream(1));
  const direction = filterNormalized(shapes, drawn, parameters);
  expect(relativeError(groupNorms(shapes, direction), groupNorms(shapes, parameters))).toBeLessThan(
    1e-6,
  );
});
