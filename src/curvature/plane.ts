import {randomStream} from '../compute/random.ts';
import type {Model, ModelState} from '../models/model.ts';
import {flattenWeights, layout, unflattenWeights, type Layout} from './layout.ts';
import type {Plane} from './record.ts';
import {groupNorms} from './rescale.ts';
import {subspace, type SubspaceData} from './subspace.ts';
import {gaussian, norm} from './vectors.ts';

export interface PlaneOptions {
  /** Coordinates along either direction; the checkpoint stands at 0. */
  readonly axis: readonly number[];
  /** Equal seeds draw equal directions, before each checkpoint gives them its own norms. */
  readonly seed: number;
  readonly batchSize: number;
}

/** Loss and accuracy on θ + a·d₁ + b·d₂ around a checkpoint (Li et al. 2018, figure 5). */
export function surveyPlane(
  model: Model,
  state: ModelState,
  data: SubspaceData,
  {axis, seed, batchSize}: PlaneOptions,
): Plane {
  const shapes = layout(model.parameters);
  const parameters = flattenWeights(shapes, state.parameters);
  const [first, second] = ['first', 'second'].map((name) => {
    const drawn = gaussian(shapes.dimension, randomStream(seed, 'direction', name));
    return filterNormalized(shapes, drawn, parameters);
  });
  // At no point are the statistics those of the checkpoint: they are estimated again.
  const still = Object.fromEntries(
    model.statistics.map(({name}) => {
      const {shape, values} = state.statistics[name];
      return [name, {shape, values: new Float32Array(values.length)}];
    }),
  );
  const directions = [first, second].map((direction) => ({
    parameters: unflattenWeights(shapes, direction),
    statistics: still,
  }));
  const plane = subspace(model, state, directions, data, batchSize);
  const points = axis.flatMap((b) =>
    axis.map((a) => plane.evaluate(Float32Array.of(a, b), 'reestimated')),
  );
  plane.dispose();
  const of = (part: 'train' | 'validation') => ({
    loss: points.map((point) => point[part].loss),
    accuracy: points.map((point) => point[part].accuracy),
  });
  return {
    axis: [...axis],
    lengths: [norm(first), norm(second)],
    images: data.parts.train.length,
    train: of('train'),
    validation: of('validation'),
  };
}

/**
 * The direction with every filter at the norm of the same filter of the parameters, and likewise every
 * vector (biases, batch-norm scales): a net whose filters are rescaled sees the same plane.
 */
export function filterNormalized(
  shapes: Layout,
  direction: Float32Array,
  parameters: Float32Array,
): Float32Array {
  const [own, wanted] = [groupNorms(shapes, direction), groupNorms(shapes, parameters)];
  return direction.map((value, index) => (value * wanted[index]) / own[index]);
}
