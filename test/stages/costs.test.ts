import path from 'node:path';
import {describe, expect, it, test} from 'vitest';
import type {z} from 'zod';
import {collectionNamed} from '../../src/data/collections/index.ts';
import {familyOf} from '../../src/models/families/index.ts';
import type {ModelSpec} from '../../src/models/spec.ts';
import {bodyCode} from '../../src/pipeline/code/body-code.ts';
import {readCode} from '../../src/pipeline/code/read-code.ts';
import {definePipeline} from '../../src/pipeline/pipeline.ts';
import {acquireData} from '../../stages/acquire-data/stage.ts';
import {interpolate} from '../../stages/interpolate/stage.ts';
import {measureCurvature} from '../../stages/measure-curvature/stage.ts';
import {measureNoise} from '../../stages/measure-noise/stage.ts';
import {surveyPlane} from '../../stages/survey-plane/stage.ts';
import {trainParts} from '../../stages/train/parts.ts';
import {train} from '../../stages/train/stage.ts';

const root = path.join(import.meta.dirname, '../..');

const mlp = {
  family: 'mlp',
  depth: 4,
  width: 128,
  batchNorm: true,
  initialisation: {kind: 'he-normal'},
} as const;
const vgg = {family: 'vgg-11', widthMultiplier: 0.25} as const;

type Plan = Partial<z.input<(typeof train)['parameters']>> & {model?: ModelSpec};

/** A training, and a probe of its end. */
function add(plan: Plan, averaging = 1) {
  const pipeline = definePipeline({seed: 1});
  const {outputs: images} = pipeline.add(acquireData, {
    cell: 'cifar-10',
    parameters: {dataset: 'cifar-10', extent: 'sample', averaging},
    parts: {collection: collectionNamed('cifar-10')},
  });
  const training = pipeline.add(train, {
    cell: 'a',
    parameters: {...base, ...plan},
    inputs: images,
    parts: trainParts({model: base.model, ...plan}),
  });
  const {record, snapshots} = training.outputs;
  const probe = pipeline.add(measureCurvature, {
    cell: 'a',
    parameters: {snapshot: 'final', images: 1000, batchSize: 500, probes: 9},
    inputs: {...images, record, snapshots},
    parts: {family: familyOf(vgg).part},
  });
  return {training: training.resources, probe: probe.resources};
}
const base = {
  model: vgg,
  learningRate: 0.01,
  batchSize: 50,
  trainSize: 1000,
  limits: {epochs: 100},
  history: {everyEpochs: 10},
};

describe('the declared time', () => {
  it('of a training is less at half the resolution', () => {
    expect(add({}, 2).training.seconds).toBeLessThan(0.6 * add({}).training.seconds);
  });

  it('of a probe goes with the model that was trained', () => {
    expect(add({}).probe.seconds).toBeGreaterThan(5 * add({model: mlp}).probe.seconds);
    expect([add({}).probe.kernels, add({model: mlp}).probe.kernels]).toEqual(['vgg-11', 'mlp']);
  });

  it('of a training goes with its rows, whether they are counted in epochs or in ηt', () => {
    // 100 epochs at η = 0.01 and S = 50 are ηt = 20.
    const rare = add({}).training.seconds;
    const often = add({history: {everyEpochs: 1}}).training.seconds;
    expect(often).toBeGreaterThan(1.1 * rare);
    expect(add({history: {everyRateTime: 2}}).training.seconds).toBeCloseTo(rare, 6);
    expect(add({history: {everyRateTime: 0.2}}).training.seconds).toBeCloseTo(often, 6);
  });

  it('of a training to a target falls with η, and never exceeds that at its limits', () => {
    const seconds = (learningRate: number, target: boolean) =>
      add({learningRate, ...(target && {target: {trainLoss: 0.4}})}).training.seconds;
    expect(seconds(0.02, true)).toBeLessThan(seconds(0.01, true));
    expect(seconds(0.01, true)).toBeLessThan(seconds(0.01, false));
    expect(add({target: {trainLoss: 0.4}}).training.mayEndEarly).toBe(true);
  });
});

test('no body reaches what is guessed: an estimate is in no key', async () => {
  const {family, optimiser} = trainParts({model: mlp});
  const probes = [measureCurvature, measureNoise, interpolate, surveyPlane];
  const bodies = [
    bodyCode(acquireData, {collection: collectionNamed('mnist')}),
    bodyCode(train, {family, optimiser}),
    ...probes.map((stage) => bodyCode(stage, {family})),
  ];
  const trusted = ['stages/', 'src/'];
  const code = await readCode(bodies, {root, trusted});
  const symbols = [...code.values()].flatMap((one) => Object.keys(one.symbols));
  const files = symbols.map((symbol) => symbol.split('#')[0]);
  expect(files).toContain('src/training/run.ts');
  expect(files).toContain('src/models/families/mlp/build.ts');
  expect(files.filter((file) => /costs\.ts$|guess\.ts$|calibration\.ts$/.test(file))).toEqual([]);
  expect(symbols.filter((symbol) => /forecast|\/index\.ts#/.test(symbol))).toEqual([]);
});
