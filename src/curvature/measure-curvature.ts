import {randomStream} from '../compute/random.ts';
import {spectralMeasure} from './density.ts';
import {finiteDifferenceOperator} from './finite-difference.ts';
import {hutchinson} from './hutchinson.ts';
import {lanczosSteps, type LanczosOptions} from './lanczos.ts';
import type {Layout} from './layout.ts';
import type {LossSurface} from './loss-surface.ts';
import {meanWithError} from './mean.ts';
import {applyAll, together} from './operator.ts';
import type {Curvature} from './record.ts';
import {groupNorms, rescaled, rescaledOperator} from './rescale.ts';
import {addScaled, dot, gaussian, norm} from './vectors.ts';

export interface CurvatureOptions {
  readonly lanczos: LanczosOptions;
  /** Random products for ‖H‖_F and Tr H. */
  readonly probes: number;
  /** Random products for the norm with every filter in units of its own; 0: none. */
  readonly rescaledProbes: number;
  /** Probes of the paper's finite-difference estimator; 0: none. */
  readonly finiteDifferenceProbes: number;
  /** Probes of the spectral density, of `densitySteps` products each; 0: none. */
  readonly densityProbes: number;
  readonly densitySteps: number;
}

/**
 * Everything about the Hessian at one checkpoint. The Krylov space of the Lanczos run is used again:
 * its share of trace and norm is exact (see {@link hutchinson}).
 */
export function measureCurvature(
  surface: LossSurface,
  layout: Layout,
  seed: number,
  options: CurvatureOptions,
): Omit<Curvature, 'training'> {
  const {hessian} = surface;
  const {loss, gradient} = surface.lossAndGradient();
  const seeded = (name: string) => randomStream(seed, name);
  const {dimension} = surface;
  // Asking for the smallest eigenvalue too keeps Lanczos from ending at the second largest.
  const ends = {...options.lanczos, minIterations: 0, largest: 1, smallest: 1};
  const scales = groupNorms(layout, surface.parameters);
  const [{krylov, ...extremes}, scaled] = together(hessian, [
    lanczosSteps(dimension, seeded('lanczos'), options.lanczos),
    rescaled(scales, lanczosSteps(dimension, seeded('rescaled'), ends)),
  ]);
  const invariants = hutchinson(hessian, seeded('hutchinson'), krylov, options.probes);
  return {
    loss,
    gradientNorm: norm(gradient),
    weightNorm: norm(surface.parameters),
    dimension,
    images: surface.examples,
    extremes: {
      ...extremes,
      largest: [...extremes.largest],
      smallest: [...extremes.smallest],
    },
    invariants,
    rescaled: {
      lambdaMax: scaled.largest[0],
      iterations: scaled.iterations,
      frobenius:
        options.rescaledProbes === 0
          ? null
          : hutchinson(
              rescaledOperator(hessian, scales),
              seeded('rescaled-norm'),
              scaled.krylov,
              options.rescaledProbes,
            ).frobenius,
    },
    finiteDifference: finiteDifferences(surface, seed, options.finiteDifferenceProbes),
    density: density(surface, seed, options),
  };
}

/** The paper's estimator and the exact one on the same Gaussian probes. */
function finiteDifferences(
  surface: LossSurface,
  seed: number,
  probes: number,
): Curvature['finiteDifference'] {
  if (probes < 2) return null;
  const stream = randomStream(seed, 'finite-difference');
  const vectors = Array.from({length: probes}, () => gaussian(surface.dimension, stream));
  const approximate = finiteDifferenceOperator(surface);
  const squares = {exact: new Array<number>(), approximate: new Array<number>()};
  let disagreement = 0;
  // All exact ones first: an approximate one moves the weights, and what is kept for products is lost.
  for (const [probe, exact] of applyAll(surface.hessian, vectors).entries()) {
    const moved = approximate.apply(vectors[probe]);
    squares.exact.push(dot(exact, exact));
    squares.approximate.push(dot(moved, moved));
    addScaled(moved, -1, exact);
    disagreement += norm(moved) / norm(exact) / probes;
  }
  return {
    frobenius: squareRoot(meanWithError(squares.approximate)),
    exact: squareRoot(meanWithError(squares.exact)),
    disagreement,
    step: approximate.step,
    probes,
  };
}

/** By the delta method. */
function squareRoot({value, standardError}: {value: number; standardError: number}) {
  const root = Math.sqrt(value);
  return {value: root, standardError: root > 0 ? standardError / (2 * root) : 0};
}

function density(
  surface: LossSurface,
  seed: number,
  {densityProbes, densitySteps}: CurvatureOptions,
): Curvature['density'] {
  if (densityProbes === 0) return null;
  const options = {probes: densityProbes, steps: densitySteps};
  const measure = spectralMeasure(surface.hessian, randomStream(seed, 'density'), options);
  return {nodes: [...measure.nodes], weights: [...measure.weights]};
}
