import * as tf from '@tensorflow/tfjs-core';
import {addBias, sumToChannels} from './bias.ts';
import {executeAll, flag, float, number, text} from './execute.ts';
import {applyAll, type Kernel} from './kernel.ts';

/** What batch normalisation in training makes of a batch. */
export interface BatchNormalised {
  /** Of the shape of the input. */
  readonly y: tf.Tensor;
  /** The batch's mean [channels]; without a gradient, for running statistics. */
  readonly mean: tf.Tensor;
  /** The batch's unbiased variance [channels]; without a gradient. */
  readonly variance: tf.Tensor;
}

/**
 * Batch normalisation with the statistics of the batch (Ioffe & Szegedy 2015):
 * y = scale · (x − mean) / √(var + ε) + offset, with mean and (biased) variance over all axes but
 * the last.
 *
 * @param x [batch, channels] or [batch, height, width, channels]
 * @param scale [channels]
 * @param offset [channels]
 */
export function batchNorm(
  x: tf.Tensor,
  scale: tf.Tensor,
  offset: tf.Tensor,
  epsilon = 1e-5,
): BatchNormalised {
  const [y, mean, variance] = applyAll(trainingKernel(epsilon), asImages(x), scale, offset);
  return {y: tf.reshape(y, x.shape), mean, variance};
}

/** Batch normalisation with given statistics [channels] (evaluation): a linear map of `x`. */
export function normalise(
  x: tf.Tensor,
  scale: tf.Tensor,
  offset: tf.Tensor,
  mean: tf.Tensor,
  variance: tf.Tensor,
  epsilon = 1e-5,
): tf.Tensor {
  const slope = tf.mul(scale, tf.rsqrt(tf.add(variance, epsilon)));
  return addBias(tf.mul(x, slope), tf.sub(offset, tf.mul(mean, slope)));
}

/** TensorFlow's fused operations take images only. */
const asImages = (x: tf.Tensor) => {
  const [batch, ...rest] = x.shape;
  return rest.length === 1 ? tf.reshape(x, [batch, 1, 1, rest[0]]) : x;
};

const attributesOf = (epsilon: number) => ({
  T: float,
  U: float,
  epsilon: number(epsilon),
  data_format: text('NHWC'),
  is_training: flag(true),
});

const trainingKernel = (epsilon: number): Kernel => ({
  name: `BatchNorm ${epsilon}`,
  forward: ([x, scale, offset]) => {
    const none = tf.tensor1d([], 'float32');
    const attributes = {...attributesOf(epsilon), exponential_avg_factor: number(1)};
    return executeAll('FusedBatchNormV3', [x, scale, offset, none, none], attributes, 6);
  },
  gradient: ({dy, inputs: [x, scale], outputs: [, ...statistics]}) => {
    const gradients = applyAll(gradientKernel(epsilon), dy, x, scale, ...statistics);
    return gradients.map((gradient) => () => gradient);
  },
});

/**
 * The gradients with respect to x, scale and offset. `statistics` are the outputs of the forward
 * operation after the first: mean, unbiased variance, and three that only TensorFlow reads.
 */
const gradientKernel = (epsilon: number): Kernel => ({
  name: `BatchNormGradient ${epsilon}`,
  forward: ([dy, x, scale, , , ...reserved]) =>
    executeAll('FusedBatchNormGradV3', [dy, x, scale, ...reserved], attributesOf(epsilon), 5).slice(
      0,
      3,
    ),
  gradient: ({dys, inputs: [dy, x, scale, ...statistics]}) => {
    const second = secondGradients(epsilon, dys, {dy, x, scale, statistics});
    // What depends on x by way of the statistics is in the gradient of x.
    return [
      ...second.map((gradient) => () => gradient),
      ...statistics.map((one) => () => tf.zerosLike(one)),
    ];
  },
});

/**
 * Differentiates the gradients. With M rows, r = 1/√(var + ε), x̂ = r·(x − mean), m(·) the mean over
 * rows and P z = r·(z − m(z) − x̂·m(z x̂)), the first gradients are
 *
 *     dx = scale · P dy,   dscale = M·m(dy x̂),   doffset = M·m(dy).
 *
 * For L = ⟨dx, a⟩ + ⟨dscale, b⟩ + ⟨doffset, c⟩ and q = Σ a · P dy,
 *
 *     ∂L/∂dy    = scale · P a + b · x̂ + c
 *     ∂L/∂x     = (b − scale·r·m(a x̂)) · P dy − scale·r·m(dy x̂) · P a − scale·r·q/M · x̂
 *     ∂L/∂scale = q
 *
 * The last two terms of ∂L/∂x come from x̂ in P and from r.
 */
function secondGradients(
  epsilon: number,
  [a, b, c]: readonly tf.Tensor[],
  given: {
    readonly dy: tf.Tensor;
    readonly x: tf.Tensor;
    readonly scale: tf.Tensor;
    readonly statistics: readonly tf.Tensor[];
  },
): [dy: tf.Tensor, x: tf.Tensor, scale: tf.Tensor] {
  const {dy, x, scale, statistics} = given;
  const [mean, unbiased] = statistics;
  const rows = x.size / scale.size;
  const variance = tf.mul(unbiased, (rows - 1) / rows);
  const project = (z: tf.Tensor) =>
    applyAll(gradientKernel(epsilon), z, x, tf.onesLike(scale), ...statistics);
  const standardised = (slope: tf.Tensor, offset: tf.Tensor) =>
    normalise(x, slope, offset, mean, variance, epsilon);

  const [projectedA, sumAx] = project(a);
  const [projectedDy, sumDyx] = project(dy);
  const q = sumToChannels(tf.mul(a, projectedDy));
  const slope = tf.mul(scale, tf.rsqrt(tf.add(variance, epsilon)));
  const perRow = tf.div(slope, rows);
  return [
    tf.add(tf.mul(projectedA, scale), standardised(b, c)),
    tf.sub(
      tf.sub(
        tf.mul(projectedDy, tf.sub(b, tf.mul(perRow, sumAx))),
        tf.mul(projectedA, tf.mul(perRow, sumDyx)),
      ),
      standardised(tf.mul(perRow, q), tf.zerosLike(scale)),
    ),
    q,
  ];
}
