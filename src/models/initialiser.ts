import {randomStream, type RandomStream} from '../compute/random.ts';

/** The distribution that the entries of a parameter are drawn from, independently. */
export type Initialiser =
  | {readonly kind: 'constant'; readonly value: number}
  | {readonly kind: 'normal'; readonly std: number}
  | {readonly kind: 'uniform'; readonly limit: number};

/** N(0, 2/fan-in): keeps the second moment of ReLU activations (He et al. 2015, eq. 10). */
export const heNormal = (fanIn: number): Initialiser => ({
  kind: 'normal',
  std: Math.sqrt(2 / fanIn),
});

/** U(±√(6/(fan-in + fan-out))) (Glorot & Bengio 2010, eq. 16). */
export const glorotUniform = (fanIn: number, fanOut: number): Initialiser => ({
  kind: 'uniform',
  limit: Math.sqrt(6 / (fanIn + fanOut)),
});

/** A parameter of a model: its name, its shape and how it starts. */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly initialiser: Initialiser;
}

/** Named numbers that have left the graph, row-major. */
export type Weights = Readonly<
  Record<string, {readonly shape: readonly number[]; readonly values: Float32Array}>
>;

export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((size, length) => size * length, 1);

function sampler(initialiser: Initialiser, stream: RandomStream): () => number {
  switch (initialiser.kind) {
    case 'constant':
      return () => initialiser.value;
    case 'normal':
      return () => initialiser.std * stream.normal();
    case 'uniform':
      return () => initialiser.limit * (2 * stream.uniform() - 1);
  }
}

/**
 * Draws every parameter of a model. Each has a stream of its own, named after it, so that two
 * models that share a layer of one name and shape start from the same numbers there.
 */
export function drawParameters(parameters: readonly ParameterSpec[], seed: number): Weights {
  return Object.fromEntries(
    parameters.map(({name, shape, initialiser}) => {
      const draw = sampler(initialiser, randomStream(seed, 'initialise', name));
      const values = new Float32Array(sizeOf(shape));
      for (let index = 0; index < values.length; index++) values[index] = draw();
      return [name, {shape, values}];
    }),
  );
}
