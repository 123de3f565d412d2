import {readFileSync} from 'node:fs';
import {beforeAll, describe, expect, it} from 'vitest';
import {z} from 'zod';
import {loadEngine} from '../../src/compute/engine/load.ts';
import {randomStream} from '../../src/compute/random.ts';
import {gradientCovariance} from '../../src/curvature/covariance.ts';
import {finiteDifferenceOperator} from '../../src/curvature/finite-difference.ts';
import {hutchinson} from '../../src/curvature/hutchinson.ts';
import {lanczos, lanczosSteps} from '../../src/curvature/lanczos.ts';
import {layout} from '../../src/curvature/layout.ts';
import type {LossSurface} from '../../src/curvature/loss-surface.ts';
import {alone} from '../../src/curvature/operator.ts';
import {groupNorms, rescaled} from '../../src/curvature/rescale.ts';
import {addScaled, gaussian, norm} from '../../src/curvature/vectors.ts';
import {fixtures, modelOf, relativeError} from '../models/fixtures.ts';
import {surfaceOf} from './surface-of.ts';

const Spectra = z.record(
  z.string(),
  z.object({
    largest: z.array(z.number()),
    smallest: z.array(z.number()),
    trace: z.number(),
    frobenius: z.number(),
    rescaled: z.number(),
    gradientNorm: z.number(),
    noise: z.object({
      largest: z.array(z.number()),
      trace: z.number(),
      frobenius: z.number(),
      product: z.number(),
    }),
  }),
);
const spectra = Spectra.parse(
  JSON.parse(readFileSync(new URL('fixtures/spectra.json', import.meta.url), 'utf8')),
);

beforeAll(() => loadEngine());

describe.each(Object.entries(fixtures.models))('the surface of %s', (name, fixture) => {
  const truth = spectra[name];
  let surface: LossSurface;
  beforeAll(() => {
    surface = surfaceOf(fixture);
    return () => surface.dispose();
  });
  const extremes = () =>
    lanczos(surface.hessian, randomStream(1), {
      largest: 3,
      smallest: 1,
      tolerance: 1e-5,
      maxIterations: 120,
    });

  it('has the loss, gradient and products of float64 PyTorch', () => {
    const {loss, gradient} = surface.lossAndGradient();
    expect(Math.abs(loss - fixture.trainedLoss) / fixture.trainedLoss).toBeLessThan(1e-5);
    expect(Math.abs(norm(gradient) - truth.gradientNorm) / truth.gradientNorm).toBeLessThan(1e-4);
    expect(
      relativeError(surface.hessian.apply(fixture.vector), fixture.trainedProduct),
    ).toBeLessThan(2e-5);
  });

  it('has the ends of the dense spectrum to 1e-4', () => {
    const {largest, smallest, converged} = extremes();
    expect(converged).toBe(true);
    const radius = Math.max(truth.largest[0], -truth.smallest[0]);
    largest.forEach((ritz, k) => {
      expect(Math.abs(ritz.value - truth.largest[k])).toBeLessThan(1e-4 * radius);
    });
    expect(Math.abs(smallest[0].value - truth.smallest[0])).toBeLessThan(1e-4 * radius);
  });

  it('has trace and Frobenius norm within their stated errors', () => {
    const {trace, frobenius} = hutchinson(surface.hessian, randomStream(2), extremes().krylov, 20);
    const rounding = 1e-4 * truth.frobenius;
    expect(Math.abs(trace.value - truth.trace)).toBeLessThan(4 * trace.standardError + rounding);
    expect(Math.abs(frobenius.value - truth.frobenius)).toBeLessThan(
      4 * frobenius.standardError + rounding,
    );
  });

  it('states errors of trace and Frobenius norm that hold', () => {
    // What a cell of a study pays for; five draws of the probes for each start of Lanczos.
    const probes = 8;
    const starts = Array.from({length: 10}, (_, seed) =>
      lanczos(surface.hessian, randomStream(seed, 'start'), {
        largest: 1,
        smallest: 1,
        tolerance: 0.01,
        minIterations: 32,
        maxIterations: 60,
      }),
    );
    const estimates = starts.flatMap(({krylov}, seed) =>
      Array.from({length: 5}, (_, draw) =>
        hutchinson(surface.hessian, randomStream(seed, 'probes', draw), krylov, probes),
      ),
    );
    const rounding = 1e-4 * truth.frobenius;
    for (const quantity of ['trace', 'frobenius'] as const) {
      const inside = estimates.filter(
        ({[quantity]: {value, standardError}}) =>
          Math.abs(value - truth[quantity]) <= 1.96 * standardError + rounding,
      );
      // Of a nominal 95%; 50 repetitions: two binomial standard deviations are 6%.
      expect(inside.length / estimates.length).toBeGreaterThan(0.89);
    }
  });

  it('has λ_max in units of filter norms', () => {
    const model = modelOf(fixture);
    const norms = groupNorms(layout(model.parameters), surface.parameters);
    const options = {largest: 1, smallest: 0, tolerance: 1e-5, maxIterations: 120};
    const {largest} = alone(
      surface.hessian,
      rescaled(norms, lanczosSteps(surface.dimension, randomStream(3), options)),
    );
    expect(Math.abs(largest[0].value - truth.rescaled) / truth.rescaled).toBeLessThan(1e-4);
  });

  it('has the covariance of per-example gradients', () => {
    const covariance = gradientCovariance(surface);
    const {largest, krylov} = lanczos(covariance, randomStream(4), {
      largest: 3,
      smallest: 0,
      tolerance: 1e-5,
      maxIterations: 60,
    });
    largest.forEach((ritz, k) => {
      expect(Math.abs(ritz.value - truth.noise.largest[k])).toBeLessThan(
        1e-4 * truth.noise.largest[0],
      );
    });
    const {trace, frobenius} = hutchinson(covariance, randomStream(5), krylov, 8);
    expect(Math.abs(trace.value - truth.noise.trace)).toBeLessThan(
      4 * trace.standardError + 1e-3 * truth.noise.trace,
    );
    expect(Math.abs(frobenius.value - truth.noise.frobenius)).toBeLessThan(
      4 * frobenius.standardError + 1e-3 * truth.noise.frobenius,
    );
  });

  it('is the same mean in smaller batches', () => {
    const halves = surfaceOf(fixture, fixture.labels.length / 2);
    const whole = surface.hessian.apply(fixture.vector);
    const product = halves.hessian.apply(fixture.vector);
    expect(relativeError(product, whole)).toBeLessThan(1e-5);
    expect(halves.hessian.apply(fixture.vector)).toEqual(product);
    const opposite = fixture.vector.map((component) => -component);
    expect(halves.hessian.applyAll?.([fixture.vector, opposite])).toEqual([
      product,
      halves.hessian.apply(opposite),
    ]);
    expect(
      relativeError(halves.slopes(fixture.vector), surface.slopes(fixture.vector)),
    ).toBeLessThan(1e-5);
    halves.dispose();
  });

  // A ReLU or a maximum that changes sides within ε makes the quotient jump by (gap of slopes)/ε. The small
  // MLPs have no such jump within the step of a smooth loss; what the estimator is worth on real nets is
  // measured with every probe, and stands in its record.
  if (name.startsWith('mlp'))
    it('agrees with finite differences to about one part in a hundred', () => {
      const v = gaussian(surface.dimension, randomStream(6));
      const exact = surface.hessian.apply(v);
      const difference = finiteDifferenceOperator(surface, 2 ** -12).apply(v);
      addScaled(difference, -1, exact);
      expect(norm(difference) / norm(exact)).toBeLessThan(0.03);
      // Moving the weights and back leaves the surface as it was.
      expect(surface.hessian.apply(v)).toEqual(exact);
    });
});

it('refuses batches that do not divide the examples', () => {
  expect(() => surfaceOf(fixtures.models['mlp-plain'], 7)).toThrow(RangeError);
});
