import {readFileSync} from 'node:fs';
import {beforeAll, describe, expect, it} from 'vitest';
import {z} from 'zod';
import {loadEngine} from '../../src/compute/engine/load.ts';
import {randomStream} from '../../src/compute/random.ts';
import {hutchinson} from '../../src/curvature/hutchinson.ts';
import {lanczos} from '../../src/curvature/lanczos.ts';
import {layout} from '../../src/curvature/layout.ts';
import {measureCurvature} from '../../src/curvature/measure-curvature.ts';
import {groupNorms, rescaledOperator} from '../../src/curvature/rescale.ts';
import {trainingSharpness} from '../../src/curvature/training-sharpness.ts';
import {fixtures, modelOf} from '../models/fixtures.ts';
import {surfaceOf} from './surface-of.ts';

/** By fixtures/make_training.py. */
const PyTorch = z.record(
  z.string(),
  z.object({training: z.number(), evaluation: z.number(), rescaledFrobenius: z.number()}),
);
const theirs = PyTorch.parse(
  JSON.parse(readFileSync(new URL('fixtures/training.json', import.meta.url), 'utf8')),
);

beforeAll(() => loadEngine());

describe.each(Object.entries(theirs))('%s', (name, truth) => {
  const fixture = fixtures.models[name];
  const sharpnessIn = (mode: 'training' | 'evaluation', products: number) => {
    const surface = surfaceOf(fixture, fixture.labels.length, mode);
    const found = trainingSharpness(surface, 1, products);
    surface.dispose();
    return found;
  };

  it('has the λ_max of a loss that goes through the statistics of its batch', () => {
    const {lambdaMax, iterations} = sharpnessIn('training', 80);
    expect(lambdaMax.converged).toBe(true);
    expect(iterations).toBeLessThan(80);
    // Lanczos stops at a residual of 1%; the value is closer.
    expect(Math.abs(lambdaMax.value / truth.training - 1)).toBeLessThan(0.01);
    const evaluated = sharpnessIn('evaluation', 80).lambdaMax.value;
    expect(Math.abs(evaluated / truth.evaluation - 1)).toBeLessThan(0.01);
  });

  it('marks what a few products leave open', () => {
    const {lambdaMax, iterations} = sharpnessIn('training', 3);
    expect(iterations).toBe(3);
    expect(lambdaMax.converged).toBe(false);
  });

  it('has the norm in units of filter norms within its stated error', () => {
    const surface = surfaceOf(fixture);
    const shape = layout(modelOf(fixture).parameters);
    const scaled = rescaledOperator(surface.hessian, groupNorms(shape, surface.parameters));
    const options = {largest: 1, smallest: 1, tolerance: 0.01, maxIterations: 60};
    const {krylov} = lanczos(scaled, randomStream(2), options);
    const {frobenius} = hutchinson(scaled, randomStream(3), krylov, 20);
    expect(Math.abs(frobenius.value - truth.rescaledFrobenius)).toBeLessThan(
      4 * frobenius.standardError,
    );
    const measured = measureCurvature(surface, shape, 1, {
      lanczos: options,
      probes: 2,
      rescaledProbes: 20,
      finiteDifferenceProbes: 0,
      densityProbes: 0,
      densitySteps: 0,
    });
    expect(measured.rescaled.frobenius?.value).toBeCloseTo(frobenius.value, 0);
    surface.dispose();
  });
});

it('tells the two modes apart where there is batch norm, and only there', () => {
  expect(theirs['mlp-plain'].training).toBeCloseTo(theirs['mlp-plain'].evaluation, 10);
  const {training, evaluation} = theirs['mlp-batch-norm'];
  expect(Math.abs(training / evaluation - 1)).toBeGreaterThan(0.05);
});
