import {graphFunction, int32} from '../compute/graph/program.ts';
import {rowsAt} from '../compute/ops/rows.ts';
import type {Weights} from '../models/initialiser.ts';
import type {Model} from '../models/model.ts';

/**
 * Batch norm's statistics of one batch, as a function of a program whose state holds the model's
 * parameters and `images`: mean and unbiased variance, by name.
 */
export const statisticsFunction = (model: Model, batchSize: number) =>
  graphFunction({examples: int32(batchSize)}, (state, {examples}) => {
    const images = rowsAt(state['images'], examples);
    return {outputs: model.forward(images, state, {kind: 'batch'}).batchStatistics};
  });

type BatchStatistics = (feeds: {examples: Int32Array}) => Readonly<Record<string, Float32Array>>;

/**
 * Batch norm's statistics at the parameters as they are, over `examples`: the mean of the batch
 * statistics, every batch normalised by its own (as `update_bn` of stochastic weight averaging
 * does). What is left over after the last whole batch is not used.
 *
 * @throws RangeError when the examples do not fill one batch.
 */
export function reestimateStatistics(
  model: Model,
  batchStatistics: BatchStatistics,
  batchSize: number,
  examples: Int32Array,
): Weights {
  const batches = Math.floor(examples.length / batchSize);
  if (batches === 0)
    throw new RangeError(`${examples.length} examples do not fill a batch of ${batchSize}.`);
  const sums = new Map<string, Float64Array>();
  for (let batch = 0; batch < batches; batch++) {
    const part = examples.slice(batch * batchSize, (batch + 1) * batchSize);
    for (const [name, values] of Object.entries(batchStatistics({examples: part}))) {
      const sum = sums.get(name) ?? new Float64Array(values.length);
      sums.set(
        name,
        sum.map((total, index) => total + values[index] / batches),
      );
    }
  }
  return Object.fromEntries(
    model.statistics.map(({name, shape}) => [
      name,
      {shape, values: Float32Array.from(sums.get(name) ?? [])},
    ]),
  );
}
