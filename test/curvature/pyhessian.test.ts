import {readFileSync} from 'node:fs';
import {beforeAll, describe, expect, it} from 'vitest';
import {z} from 'zod';
import {loadEngine} from '../../src/compute/engine/load.ts';
import {randomStream} from '../../src/compute/random.ts';
import {hutchinson} from '../../src/curvature/hutchinson.ts';
import {lanczos} from '../../src/curvature/lanczos.ts';
import type {LossSurface} from '../../src/curvature/loss-surface.ts';
import {fixtures} from '../models/fixtures.ts';
import {surfaceOf} from './surface-of.ts';

const PyHessian = z.record(
  z.string(),
  z.object({
    lambdaMax: z.object({value: z.number(), change: z.number(), residual: z.number()}),
    trace: z.object({value: z.number(), standardError: z.number(), probes: z.int()}),
  }),
);
const theirs = PyHessian.parse(
  JSON.parse(readFileSync(new URL('fixtures/pyhessian.json', import.meta.url), 'utf8')),
);

beforeAll(() => loadEngine());

describe.each(Object.entries(fixtures.models))('beside PyHessian, %s', (name, fixture) => {
  const {lambdaMax, trace} = theirs[name];
  let surface: LossSurface;
  beforeAll(() => {
    surface = surfaceOf(fixture);
    return () => surface.dispose();
  });
  const extremes = () =>
    lanczos(surface.hessian, randomStream(1), {
      largest: 1,
      smallest: 0,
      tolerance: 1e-4,
      maxIterations: 60,
    });

  it('has its λ_max within the residuals of both', () => {
    const [{value, residual, converged}] = extremes().largest;
    expect(converged).toBe(true);
    expect(Math.abs(value - lambdaMax.value)).toBeLessThan(residual + lambdaMax.residual);
  });

  it('has its trace within the standard errors of both', () => {
    const ours = hutchinson(surface.hessian, randomStream(2), extremes().krylov, 40).trace;
    const standardError = Math.hypot(ours.standardError, trace.standardError);
    expect(Math.abs(ours.value - trace.value)).toBeLessThan(3 * standardError);
  });
});
