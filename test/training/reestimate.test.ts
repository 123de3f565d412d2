import {beforeAll, expect, test} from 'vitest';
import {loadEngine} from '../../src/compute/engine/load.ts';
import {compileProgram} from '../../src/compute/graph/program.ts';
import {buildModel} from '../models/build-model.ts';
import {initialState} from '../../src/models/model.ts';
import {reestimateStatistics, statisticsFunction} from '../../src/training/reestimate.ts';
import {blobs} from './learner.ts';

beforeAll(() => loadEngine());

const data = blobs([6, 6, 1]);
const initialisation = {kind: 'he-normal'} as const;
const spec = {family: 'mlp', depth: 2, width: 16, batchNorm: true, initialisation} as const;
const model = buildModel(spec, data.inputShape, 10);
const {parameters, statistics} = initialState(model, 1);

function reestimated(batchSize: number, examples: Int32Array) {
  const count = data.labels.length;
  const program = compileProgram(
    {...parameters, ...statistics, images: {shape: [count, 6, 6, 1], values: data.images}},
    {batchStatistics: statisticsFunction(model, batchSize)},
  );
  const {batchStatistics} = program.functions;
  try {
    return reestimateStatistics(model, batchStatistics, batchSize, examples);
  } finally {
    program.dispose();
  }
}

test('in one batch the statistics of the first layer are mean and unbiased variance of its inputs', () => {
  const {'norm1/mean': mean, 'norm1/variance': variance} = reestimated(40, data.sets.train);
  const kernel = parameters['dense1/kernel'].values;
  const unit = (example: number, to: number) => {
    let sum = 0;
    for (let from = 0; from < 36; from++)
      sum += data.images[example * 36 + from] * kernel[from * 16 + to];
    return sum;
  };
  for (let to = 0; to < 16; to++) {
    const values = Array.from({length: 40}, (_, example) => unit(example, to));
    const average = values.reduce((sum, value) => sum + value) / 40;
    const spread = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / 39;
    expect(mean.values[to]).toBeCloseTo(average, 4);
    expect(variance.values[to] / spread).toBeCloseTo(1, 4);
  }
});

test('over several batches they are the mean of the statistics of each', () => {
  const {train} = data.sets;
  const [both, ...each] = [
    train.subarray(0, 20),
    train.subarray(0, 10),
    train.subarray(10, 20),
  ].map((examples) => reestimated(10, examples)['norm2/mean'].values);
  both.forEach((value, channel) =>
    expect(value).toBeCloseTo((each[0][channel] + each[1][channel]) / 2, 5),
  );
});

test('what is left over after the last whole batch is not used', () => {
  const {train} = data.sets;
  expect(reestimated(10, train.subarray(0, 17))).toEqual(reestimated(10, train.subarray(0, 10)));
});

test('examples that do not fill a batch are refused', () => {
  expect(() => reestimated(10, data.sets.train.subarray(0, 9))).toThrow(
    'do not fill a batch of 10',
  );
});
