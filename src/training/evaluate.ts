import * as tf from '@tensorflow/tfjs-core';
import {float32, graphFunction, int32} from '../compute/graph/program.ts';
import {rowsAt} from '../compute/ops/rows.ts';
import {crossEntropy} from '../models/loss.ts';
import type {Model} from '../models/model.ts';
import type {Metrics} from './record.ts';

/**
 * Loss and hits of a batch in evaluation mode, as a function of a program whose state holds the
 * model's parameters and statistics, `images` and `labels`. Examples of weight 0 fill a batch up.
 */
export const evaluateFunction = (model: Model, batchSize: number) =>
  graphFunction(
    {examples: int32(batchSize), weights: float32(batchSize)},
    (state, {examples, weights}) => {
      const images = rowsAt(state['images'], examples);
      const labels = rowsAt(state['labels'], examples);
      const mode = {kind: 'evaluation', statistics: state} as const;
      const {logits} = model.forward(images, state, mode);
      const hits = tf.cast(tf.equal(tf.argMax(logits, 1), labels), 'float32');
      return {
        outputs: {
          loss: tf.sum(tf.mul(weights, crossEntropy(logits, labels))),
          hits: tf.sum(tf.mul(weights, hits)),
        },
      };
    },
  );

type EvaluateBatch = (feeds: {
  examples: Int32Array;
  weights: Float32Array;
}) => Readonly<Record<string, Float32Array>>;

/** Means over all `examples` (at least one), batch by batch. */
export function evaluateExamples(
  evaluateBatch: EvaluateBatch,
  batchSize: number,
  examples: Int32Array,
): Metrics {
  let [loss, hits] = [0, 0];
  for (let start = 0; start < examples.length; start += batchSize) {
    const part = examples.subarray(start, start + batchSize);
    const batch = new Int32Array(batchSize).fill(part[0]);
    batch.set(part);
    const weights = new Float32Array(batchSize).fill(1, 0, part.length);
    const sums = evaluateBatch({examples: batch, weights});
    loss += sums['loss'][0];
    hits += sums['hits'][0];
  }
  return {
    loss: Number.isFinite(loss) ? loss / examples.length : null,
    accuracy: hits / examples.length,
  };
}
