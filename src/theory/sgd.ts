import type {RandomStream} from '../compute/random.ts';
import type {Chains} from './chains.ts';
import type {Examples} from './examples.ts';
import type {Landscape} from './landscape.ts';

/**
 * How a minibatch is drawn. `with-replacement`: S independent examples. `within-batch`: S different
 * examples, each batch anew. `reshuffled`: batch after batch from a permutation that is renewed
 * every epoch, as training code does.
 */
export type Sampling = 'with-replacement' | 'within-batch' | 'reshuffled';

export interface SgdOptions {
  readonly landscape: Landscape;
  readonly examples: Examples;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly sampling: Sampling;
  /** Heavy-ball coefficient μ in [0, 1). */
  readonly momentum: number;
}

/** Writes for every chain the mean gradient offset of a minibatch of its own into `noise`. */
type Draw = (noise: Float64Array) => void;

function drawWithReplacement(examples: Examples, batchSize: number, stream: RandomStream): Draw {
  const {dimension, offsets} = examples;
  const next = uniformIndices(examples.count, stream);
  if (dimension === 1) {
    // Most of the time of a simulation goes into this sum.
    return (noise) => {
      for (let chain = 0; chain < noise.length; chain++) {
        let sum = 0;
        for (let draw = 0; draw < batchSize; draw++) sum += offsets[next()];
        noise[chain] = sum / batchSize;
      }
    };
  }
  return (noise) => {
    noise.fill(0);
    for (let at = 0; at < noise.length; at += dimension) {
      for (let draw = 0; draw < batchSize; draw++) {
        const example = next() * dimension;
        for (let i = 0; i < dimension; i++) noise[at + i] += offsets[example + i];
      }
      for (let i = 0; i < dimension; i++) noise[at + i] /= batchSize;
    }
  };
}

/** Uniform over 0 … count − 1. Of a power of two, several fit into one random word of 32 bits. */
function uniformIndices(count: number, stream: RandomStream): () => number {
  const bits = 31 - Math.clz32(count);
  if (count !== 1 << bits || count === 1) return () => stream.integer(count);
  const perWord = Math.floor(32 / bits);
  let word = 0;
  let left = 0;
  return () => {
    if (left === 0) {
      word = stream.int32();
      left = perWord;
    } else {
      word >>>= bits;
    }
    left--;
    return word & (count - 1);
  };
}

/** Continues a Fisher–Yates shuffle per chain, S examples at a time; an epoch may be one batch. */
function drawWithoutReplacement(
  examples: Examples,
  batchSize: number,
  epoch: number,
  chains: number,
  stream: RandomStream,
): Draw {
  const {count, dimension, offsets} = examples;
  const orders = Int32Array.from({length: chains * count}, (_, index) => index % count);
  let cursor = 0;
  return (noise) => {
    noise.fill(0);
    for (let chain = 0; chain < chains; chain++) {
      const order = chain * count;
      const at = chain * dimension;
      for (let place = cursor; place < cursor + batchSize; place++) {
        const other = place + stream.integer(count - place);
        const example = orders[order + other];
        orders[order + other] = orders[order + place];
        orders[order + place] = example;
        for (let i = 0; i < dimension; i++) noise[at + i] += offsets[example * dimension + i];
      }
      for (let i = 0; i < dimension; i++) noise[at + i] /= batchSize;
    }
    cursor = (cursor + batchSize) % epoch;
  };
}

function minibatches(options: SgdOptions, chains: number, stream: RandomStream): Draw {
  const {examples, batchSize, sampling} = options;
  const {count} = examples;
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new RangeError(`sgdChains: batchSize ${batchSize} is not a positive integer`);
  }
  if (sampling === 'with-replacement') return drawWithReplacement(examples, batchSize, stream);
  if (batchSize > count || (sampling === 'reshuffled' && count % batchSize !== 0)) {
    throw new RangeError(`sgdChains: batchSize ${batchSize} does not fit ${count} examples`);
  }
  const epoch = sampling === 'reshuffled' ? count : batchSize;
  return drawWithoutReplacement(examples, batchSize, epoch, chains, stream);
}

/**
 * Minibatch SGD, θ ← θ + v with v ← μv − η(∇L(θ) + mean of ξ over the batch), one batch per chain
 * and step. At μ = 0 this is the update of the slide "Approximate SGD with SDE".
 */
export function sgdChains(
  options: SgdOptions,
  positions: Float64Array,
  stream: RandomStream,
): Chains {
  const {landscape, learningRate, momentum} = options;
  const draw = minibatches(options, positions.length / landscape.dimension, stream);
  const gradients = new Float64Array(positions.length);
  const noise = new Float64Array(positions.length);
  const velocity = new Float64Array(positions.length);
  return {
    positions,
    advance(steps) {
      for (let step = 0; step < steps; step++) {
        landscape.gradients(positions, gradients);
        draw(noise);
        for (let k = 0; k < positions.length; k++) {
          velocity[k] = momentum * velocity[k] - learningRate * (gradients[k] + noise[k]);
          positions[k] += velocity[k];
        }
      }
    },
  };
}
