import {randomStream} from '../compute/random.ts';
import {gradientCovariance} from './covariance.ts';
import {gaussianity, type GaussianityOptions} from './gaussianity.ts';
import {hutchinson, type Invariants} from './hutchinson.ts';
import {lanczos, type KrylovSpace, type LanczosOptions} from './lanczos.ts';
import type {LossSurface} from './loss-surface.ts';
import {meanWithError, type Estimated} from './mean.ts';
import type {GradientNoise} from './record.ts';
import {dot, gaussian, norm, orthogonalize, rademacher, scale} from './vectors.ts';

export interface NoiseOptions {
  readonly lanczos: LanczosOptions;
  /** Random products for the norms and traces of C and H. */
  readonly probes: number;
  /** Random probes for the alignment of C with H. */
  readonly alignmentProbes: number;
  /** Random directions along which minibatch noise is compared with a Gaussian. */
  readonly directions: number;
  readonly gaussianity: GaussianityOptions;
}

/** The gradient noise at one checkpoint: size, isotropy, alignment with the Hessian, Gaussianity. */
export function measureNoise(
  surface: LossSurface,
  seed: number,
  options: NoiseOptions,
): GradientNoise {
  const covariance = gradientCovariance(surface);
  const {krylov, largest} = lanczos(covariance, randomStream(seed, 'lanczos'), options.lanczos);
  const invariants = hutchinson(
    covariance,
    randomStream(seed, 'hutchinson'),
    krylov,
    options.probes,
  );
  const hessian = hutchinson(
    surface.hessian,
    randomStream(seed, 'hessian'),
    lanczos(surface.hessian, randomStream(seed, 'hessian-lanczos'), options.lanczos).krylov,
    options.probes,
  );
  const product = traceOfProduct(surface, krylov, seed, options.alignmentProbes);
  const norms = invariants.frobenius.value * hessian.frobenius.value;
  return {
    images: surface.examples,
    dimension: surface.dimension,
    gradientNorm: norm(surface.lossAndGradient().gradient),
    invariants,
    largest: [...largest],
    isotropy: isotropy(invariants, surface),
    alignment: {
      value: product.value / norms,
      standardError: product.standardError / norms,
    },
    gaussianity: gaussianity(
      projections(surface, seed, options.directions),
      randomStream(seed, 'minibatches'),
      options.gaussianity,
    ),
  };
}

/**
 * The participation ratio PR = (Tr C)²/‖C‖_F² over the dimension: between 1/D (rank one) and 1 (C = σ²I). Of N
 * examples the estimate P̂R is at most N − 1, whatever C is, since 1/P̂R = 1/PR + 1/(N − 1) in the mean (Gaussian
 * gradients): that part is taken off, so that an isotropic C would show.
 */
export function isotropy(
  {trace, frobenius}: Pick<Invariants, 'trace' | 'frobenius'>,
  {dimension, examples}: {readonly dimension: number; readonly examples: number},
): number {
  const inverse = frobenius.value ** 2 / trace.value ** 2 - 1 / (examples - 1);
  return Math.min(1, 1 / Math.max(0, inverse * dimension));
}

/**
 * Tr(HC) = Σ_j (Hq_j)·(Cq_j) + E[(Hu)·(Cu)] with u = (I − QQᵀ)v, as in {@link hutchinson}; the cross
 * terms of Q and its complement are in the second, since Tr(HC) = E[vᵀHCv] splits over Q's projector.
 */
function traceOfProduct(
  surface: LossSurface,
  {basis}: KrylovSpace,
  seed: number,
  probes: number,
): Estimated {
  const {hessian} = surface;
  const covariance = gradientCovariance(surface);
  const pair = (v: Float32Array) => dot(hessian.apply(v), covariance.apply(v));
  const exact = basis.reduce((sum, q) => sum + pair(q), 0);
  const stream = randomStream(seed, 'alignment');
  const rest = meanWithError(
    Array.from({length: probes}, () => {
      const u = rademacher(surface.dimension, stream);
      orthogonalize(u, basis);
      return pair(u);
    }),
  );
  return {value: exact + rest.value, standardError: rest.standardError};
}

/** g_i·u of every example along random unit directions u. */
function projections(surface: LossSurface, seed: number, directions: number): Float32Array[] {
  const stream = randomStream(seed, 'directions');
  return Array.from({length: directions}, () => {
    const u = gaussian(surface.dimension, stream);
    scale(u, 1 / norm(u));
    return surface.slopes(u);
  });
}
