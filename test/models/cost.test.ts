import {expect, test} from 'vitest';
import {buildModel} from './build-model.ts';
import {familyOf} from '../../src/models/families/index.ts';
import {sizeOf} from '../../src/models/initialiser.ts';
import {ModelSpec} from '../../src/models/spec.ts';

/** Multiply-adds of a forward pass: each kernel once for every pixel that its layer makes. */
function counted(
  spec: ModelSpec,
  inputShape: readonly number[],
  pixelsOf: (name: string) => number,
) {
  return buildModel(spec, inputShape, 10)
    .parameters.filter(({name}) => name.endsWith('/kernel'))
    .reduce((sum, {name, shape}) => sum + sizeOf(shape) * pixelsOf(name), 0);
}

test('the planned cost of an MLP is the size of its kernels', () => {
  const initialisation = {kind: 'he-normal'} as const;
  const spec = {family: 'mlp', depth: 4, width: 256, batchNorm: true, initialisation} as const;
  expect(familyOf(spec).work(spec).multiplyAdds).toBe(counted(spec, [28, 28, 1], () => 1));
});

test('the planned cost of VGG-11 is right within a few per cent', () => {
  const spec = ModelSpec.parse({family: 'vgg-11'});
  const sides = [32, 16, 8, 8, 4, 4, 2, 2];
  const pixels = (name: string) => {
    const conv = /^conv(\d)\//.exec(name);
    return conv === null ? 1 : sides[Number(conv[1]) - 1] ** 2;
  };
  expect(familyOf(spec).work(spec).multiplyAdds / counted(spec, [32, 32, 3], pixels)).toBeCloseTo(
    1,
    1,
  );
});

test('the planned cost of ResNet-56 is right within a few per cent', () => {
  const spec = ModelSpec.parse({family: 'resnet', blocks: 9});
  const pixels = (name: string) => {
    const stage = /^stage(\d)/.exec(name);
    if (stage === null) return name === 'conv/kernel' ? 32 ** 2 : 1;
    return (32 / 2 ** (Number(stage[1]) - 1)) ** 2;
  };
  expect(familyOf(spec).work(spec).multiplyAdds / counted(spec, [32, 32, 3], pixels)).toBeCloseTo(
    1,
    1,
  );
});
