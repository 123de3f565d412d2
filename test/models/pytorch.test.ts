import * as tf from '@tensorflow/tfjs-core';
import {beforeAll, describe, expect, test} from 'vitest';
import {loadEngine} from '../../src/compute/engine/load.ts';
import type {Weights} from '../../src/models/initialiser.ts';
import {crossEntropy} from '../../src/models/loss.ts';
import type {Mode} from '../../src/models/layer.ts';
import {
  fixtures,
  imagesOf,
  modelOf,
  parametersOf,
  relativeError,
  type Fixture,
} from './fixtures.ts';

beforeAll(() => loadEngine());

const tensors = (weights: Weights) =>
  Object.values(weights).map(({shape, values}) => tf.tensor(values, [...shape]));
const flat = (parts: readonly tf.Tensor[]) =>
  Float32Array.from(parts.flatMap((part) => [...part.dataSync()]));

/** The loss of a fixture's batch as a function of the parameters, one tensor each. */
function lossOf(fixture: Fixture, mode: Mode): (...parameters: tf.Tensor[]) => tf.Scalar {
  const model = modelOf(fixture);
  const labels = tf.tensor1d(fixture.labels, 'int32');
  const images = tf.tensor(imagesOf(fixture), [fixture.labels.length, ...fixture.inputShape]);
  return (...parameters) => {
    const names = Object.keys(fixture.parameters);
    const named = Object.fromEntries(parameters.map((tensor, index) => [names[index], tensor]));
    return tf.mean(crossEntropy(model.forward(images, named, mode).logits, labels));
  };
}

/** H·v by differentiating ⟨∇L, v⟩. */
function product(loss: (...parameters: tf.Tensor[]) => tf.Scalar, at: Weights, along: Weights) {
  const vector = tensors(along);
  const slope = (...parameters: tf.Tensor[]): tf.Scalar =>
    tf.addN(
      tf
        .grads(loss)(parameters)
        .map((gradient, index) => tf.sum(tf.mul(gradient, vector[index]))),
    );
  return flat(tf.grads(slope)(tensors(at)));
}

describe.each(Object.entries(fixtures.models))('%s, against float64 PyTorch', (_, fixture) => {
  const start = parametersOf(fixture, fixture.start);
  const training: Mode = {kind: 'training'};

  test('the parameters are those of the reference, in order', () => {
    const {parameters, statistics} = modelOf(fixture);
    const shapes = Object.fromEntries(parameters.map(({name, shape}) => [name, shape]));
    expect(shapes).toEqual(fixture.parameters);
    expect(parameters.map(({name}) => name)).toEqual(Object.keys(fixture.parameters));
    expect(statistics.map(({name}) => name)).toEqual(fixture.statistics);
  });

  test('loss and gradient', () => {
    const {value, grads} = tf.valueAndGrads(lossOf(fixture, training))(tensors(start));
    expect(Math.abs(value.dataSync()[0] / fixture.loss - 1)).toBeLessThan(1e-5);
    expect(relativeError(flat(grads), fixture.gradient)).toBeLessThan(1e-5);
  });

  test('Hessian-vector product', () => {
    const vector = parametersOf(fixture, fixture.vector);
    const error = relativeError(product(lossOf(fixture, training), start, vector), fixture.product);
    expect(error).toBeLessThan(1e-5);
  });
});
