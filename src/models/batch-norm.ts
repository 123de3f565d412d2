import * as ops from '../compute/ops/batch-norm.ts';
import type {Layer} from './layer.ts';

/**
 * Batch norm over all axes but the last (Ioffe & Szegedy 2015): (x − mean)/√(variance + 1e-5)·γ + β,
 * by the statistics that the mode says.
 */
export function batchNorm(name: string, channels: number): Layer {
  const shape = [channels];
  const [gamma, beta, mean, variance] = ['gamma', 'beta', 'mean', 'variance'].map(
    (part) => `${name}/${part}`,
  );
  return {
    parameters: [
      {name: gamma, shape, initialiser: {kind: 'constant', value: 1}},
      {name: beta, shape, initialiser: {kind: 'constant', value: 0}},
    ],
    statistics: [
      {name: mean, shape, start: 0},
      {name: variance, shape, start: 1},
    ],
    random: false,
    apply(inputs, {parameters, mode, batchStatistics}) {
      const [scale, offset] = [parameters[gamma], parameters[beta]];
      if (mode.kind === 'evaluation') {
        const {statistics} = mode;
        return ops.normalise(inputs, scale, offset, statistics[mean], statistics[variance]);
      }
      const batch = ops.batchNorm(inputs, scale, offset);
      batchStatistics[mean] = batch.mean;
      batchStatistics[variance] = batch.variance;
      return batch.y;
    },
  };
}
