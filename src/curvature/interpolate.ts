import {sizeOf, type Weights} from '../models/initialiser.ts';
import type {Model, ModelState} from '../models/model.ts';
import {curvatureAlong, endWidth} from './line.ts';
import type {Interpolation} from './record.ts';
import {subspace, type StatisticsRule, type Subspace, type SubspaceData} from './subspace.ts';

export interface InterpolationOptions {
  /** Grid of α; 0 and 1 are inner points of it. */
  readonly alpha: readonly number[];
  /** δ of the widths [nat]. */
  readonly delta: number;
  readonly batchSize: number;
}

/** Loss and accuracy on the line from `left` (α = 0) to `right` (α = 1): slide 'Width and n'. */
export function interpolate(
  model: Model,
  left: ModelState,
  right: ModelState,
  data: SubspaceData,
  {alpha, delta, batchSize}: InterpolationOptions,
): Interpolation {
  const direction = {
    parameters: difference(right.parameters, left.parameters),
    statistics: difference(right.statistics, left.statistics),
  };
  const line = subspace(model, left, [direction], data, batchSize);
  const reestimated = curves(line, alpha, 'reestimated');
  const interpolated = curves(line, alpha, 'interpolated');
  line.dispose();
  const profile = {alpha, loss: reestimated.train.loss.map((loss) => loss ?? Infinity)};
  const end = (at: number) => {
    const loss = profile.loss[alpha.indexOf(at)];
    const {width, open} = endWidth(profile, at, delta);
    return {
      loss: finite(loss),
      width: Number.isFinite(loss) ? width : null,
      open: open.below || open.above,
      curvature: finite(curvatureAlong(profile, at, delta)),
    };
  };
  return {
    alpha: [...alpha],
    distance: length(direction.parameters),
    delta,
    images: data.parts.train.length,
    ...reestimated,
    interpolatedStatistics: interpolated,
    left: end(0),
    right: end(1),
  };
}

function curves(line: Subspace, alpha: readonly number[], rule: StatisticsRule) {
  const points = alpha.map((a) => line.evaluate(Float32Array.of(a), rule));
  const of = (part: 'train' | 'validation') => ({
    loss: points.map((point) => point[part].loss),
    accuracy: points.map((point) => point[part].accuracy),
  });
  return {train: of('train'), validation: of('validation')};
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const difference = (a: Weights, b: Weights): Weights =>
  Object.fromEntries(
    Object.entries(a).map(([name, {shape, values}]) => {
      const result = new Float32Array(sizeOf(shape));
      for (let i = 0; i < result.length; i++) result[i] = values[i] - b[name].values[i];
      return [name, {shape, values: result}];
    }),
  );

function length(weights: Weights): number {
  let square = 0;
  for (const {values} of Object.values(weights)) for (const value of values) square += value ** 2;
  return Math.sqrt(square);
}
