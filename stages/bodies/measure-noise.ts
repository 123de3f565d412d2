import {measureNoise} from '../../src/curvature/measure-noise.ts';
import {save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {gradientNoise} from '../kinds/gradient-noise.ts';
import type {measureNoise as stage} from '../measure-noise.ts';
import {probe} from './checkpoint.ts';

export default (async ({parameters, inputs, outputs, seed}) => {
  const {precision, maxProbes, directions} = parameters;
  const probed = await probe(inputs, parameters, 'evaluation', (surface) =>
    measureNoise(surface, seed, {
      lanczos: {largest: 3, smallest: 0, tolerance: 0.02, maxIterations: 40},
      hutchinson: {precision, minProbes: 4, maxProbes},
      alignmentProbes: 8,
      directions,
      gaussianity: parameters,
    }),
  );
  await save(gradientNoise, outputs.noise, probed);
}) satisfies StageBody<typeof stage>;
