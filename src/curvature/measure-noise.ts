import {randomStream, type RandomStream} from '../compute/random.ts';
import {gradientCovariance} from './covariance.ts';
import {gaussianity, type GaussianityOptions} from './gaussianity.ts';
import {hutchinson} from './hutchinson.ts';
import {
  imagesOfBasis,
  lanczos,
  leadingVectors,
  type KrylovSpace,
  type LanczosOptions,
} from './lanczos.ts';
import type {LossSurface} from './loss-surface.ts';
import {meanWithError, type Estimated} from './mean.ts';
import {applyAll} from './operator.ts';
import type {GradientNoise} from './record.ts';
import {dot, norm, orthogonalize, rademacher} from './vectors.ts';

export interface NoiseOptions {
  readonly lanczos: LanczosOptions;
  /** Random products for the norms and traces of C and H. */
  readonly probes: number;
  /** Leading eigenvectors of C along which minibatch noise is compared with a Gaussian. */
  readonly directions: number;
  readonly gaussianity: GaussianityOptions;
}

/** The loss around one checkpoint over two disjoint sets of equally many examples. */
export interface TwoSets {
  readonly first: LossSurface;
  readonly second: LossSurface;
}

/**
 * The gradient noise at one checkpoint: size, isotropy, alignment with the Hessian, Gaussianity.
 *
 * Two sets of examples, because what one set says of itself is biased: a few examples span few directions, H and C of
 * the same examples share their chance, and the leading eigenvectors of C lean towards its own outliers. So C of the
 * first set is held against C, H and the gradients of the second.
 */
export function measureNoise(
  {first, second}: TwoSets,
  seed: number,
  options: NoiseOptions,
): GradientNoise {
  const covariance = gradientCovariance(first);
  const seeded = (name: string) => randomStream(seed, name);
  const {krylov, largest} = lanczos(covariance, seeded('lanczos'), options.lanczos);
  const invariants = hutchinson(covariance, seeded('hutchinson'), krylov, options.probes);
  const hessian = hutchinson(
    second.hessian,
    seeded('hessian'),
    lanczos(second.hessian, seeded('hessian-lanczos'), options.lanczos).krylov,
    options.probes,
  );
  const across = acrossSets({first, second}, krylov, seeded('sets'), options.probes);
  const norms = invariants.frobenius.value * hessian.frobenius.value;
  const directions = leadingVectors(krylov, options.directions);
  return {
    images: first.examples,
    dimension: first.dimension,
    gradientNorm: norm(first.lossAndGradient().gradient),
    invariants,
    largest: [...largest],
    isotropy: isotropy(
      [invariants.trace.value, across.trace.value],
      across.covariances.value,
      first.dimension,
    ),
    alignment: {
      value: across.hessian.value / norms,
      standardError: across.hessian.standardError / norms,
    },
    gaussianity: gaussianity(
      directions.map((direction) => second.slopes(direction)),
      seeded('minibatches'),
      options.gaussianity,
    ),
  };
}

/**
 * Tr C₂, Tr C₁C₂ and Tr C₁H₂, from the Krylov space Q of C₁ and m random signs v, as in {@link hutchinson}:
 * Tr AB = Σ_j (Aq_j)·(Bq_j) + E[(Au)·(Bu)] with u = (I − QQᵀ)v, since Tr AB = Tr A(QQᵀ + I − QQᵀ)B.
 */
function acrossSets(
  {first, second}: TwoSets,
  krylov: KrylovSpace,
  stream: RandomStream,
  m: number,
) {
  const covariance = gradientCovariance(first);
  const probes = Array.from({length: m}, () => {
    const u = rademacher(first.dimension, stream);
    orthogonalize(u, krylov.basis);
    return u;
  });
  const vectors = [...krylov.basis, ...probes];
  const images = [...imagesOfBasis(krylov, covariance), ...applyAll(covariance, probes)];
  const others = applyAll(gradientCovariance(second), vectors);
  const curved = applyAll(second.hessian, vectors);
  const trace = (a: readonly Float32Array[], b: readonly Float32Array[]) =>
    traceFrom(
      a.map((vector, index) => dot(vector, b[index])),
      krylov.basis.length,
    );
  return {
    trace: trace(vectors, others),
    covariances: trace(images, others),
    hessian: trace(images, curved),
  };
}

/**
 * The participation ratio PR = (Tr C)²/Tr C² over the dimension: between 1/D (rank one) and 1 (C = σ²I), from the
 * traces of C₁, C₂ and C₁C₂ of two independent sets of examples. In the mean Tr C₁C₂ is Tr C² and Tr C₁·Tr C₂ is
 * (Tr C)², whatever the law of the gradients. From one set of N the estimate would be at most N − 1; for Gaussian
 * gradients 1/(N − 1) could be taken off its inverse, but where a few examples have most of the gradient that is too
 * little, and isotropic noise would pass for a few loud directions.
 */
const isotropy = (
  [one, other]: readonly [number, number],
  product: number,
  dimension: number,
): number => Math.min(1, (one * other) / (dimension * Math.max(0, product)));

/** Σ over the `exact` first values, which are of a basis, and the mean of the rest, which are of random probes. */
function traceFrom(values: readonly number[], exact: number): Estimated {
  const sum = values.slice(0, exact).reduce((total, value) => total + value, 0);
  const {value, standardError} = meanWithError(values.slice(exact));
  return {value: sum + value, standardError};
}
