import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import measureCurvatureBody from '../../stages/measure-curvature/body.ts';
import {curvature} from '../../stages/measure-curvature/record.ts';
import {measureCurvature} from '../../stages/measure-curvature/stage.ts';
import measureSharpnessBody from '../../stages/measure-sharpness/body.ts';
import {sharpness} from '../../stages/measure-sharpness/record.ts';
import {measureSharpness} from '../../stages/measure-sharpness/stage.ts';
import {probeRecord} from '../../stages/probe-record.ts';
import {family} from '../models/build-model.ts';
import {trainCell} from './train-cell.ts';

let folder: string;
let paths: Awaited<ReturnType<typeof trainCell>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'measure-sharpness-'));
  paths = await trainCell(folder);
});
afterAll(() => rm(folder, {recursive: true}));

const context = (name: string) => ({
  inputs: {
    dataset: {kind: 'dataset' as const, path: join(folder, 'dataset'), sha256: ''},
    snapshots: {kind: 'snapshots' as const, path: paths.snapshots, sha256: ''},
    record: {kind: 'training-record' as const, path: paths.record, sha256: ''},
  },
  outputs: {probe: {kind: 'probe' as const, path: join(folder, name)}},
  seed: 7,
  lineage: [],
  scratch: '',
  signal: new AbortController().signal,
  progress: () => undefined,
  log: () => undefined,
});
const where = {snapshot: 'final', images: 40, batchSize: 40};

async function sharpnessWithin(maxIterations: number) {
  const parameters = measureSharpness.parameters.parse({...where, maxIterations});
  await measureSharpnessBody({...context('sharpness'), parameters}, {family: family('mlp')});
  const {found, unconverged} = await probeRecord.read(join(folder, 'sharpness'));
  return {found: sharpness.found.parse(found), unconverged};
}

async function curvatureWith(trainingProducts: number) {
  const parameters = measureCurvature.parameters.parse({
    ...where,
    minIterations: 4,
    probes: 2,
    trainingProducts,
  });
  await measureCurvatureBody({...context('curvature'), parameters}, {family: family('mlp')});
  return curvature.found.parse((await probeRecord.read(join(folder, 'curvature'))).found);
}

test('the probe of λ_max alone and that of the whole Hessian agree on what training feels', async () => {
  const {found, unconverged} = await sharpnessWithin(40);
  expect(unconverged).toEqual([]);
  expect(found.lambdaMax.converged).toBe(true);
  const {training, extremes} = await curvatureWith(40);
  expect(training).toEqual({
    lambdaMax: found.lambdaMax,
    iterations: found.iterations,
    batchSize: 40,
  });
  expect(training?.lambdaMax.value).not.toBeCloseTo(extremes.largest[0].value, 3);
});

test('training mode is not measured where it was not asked for', async () => {
  const {training, rescaled} = await curvatureWith(0);
  expect(training).toBeNull();
  expect(rescaled.frobenius).toBeNull();
});

test('what did not converge is said', async () => {
  const {found, unconverged} = await sharpnessWithin(2);
  expect(found.lambdaMax.converged).toBe(false);
  expect(unconverged).toEqual(['Lanczos stopped after 2 products; λ_max is left out.']);
});
