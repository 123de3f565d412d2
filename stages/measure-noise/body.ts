import {measureNoise} from '../../src/curvature/measure-noise.ts';
import {unconvergedNoise} from '../../src/curvature/unconverged.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {noise} from './record.ts';
import type {measureNoise as stage} from './stage.ts';
import {probe} from '../checkpoint.ts';
import {saveProbe} from '../probe-record.ts';

export default (async ({parameters, inputs, outputs, seed}, {family}) => {
  const {minIterations, probes, directions} = parameters;
  const probed = await probe({...inputs, family}, parameters, 'evaluation', (surface) =>
    measureNoise(surface, seed, {
      lanczos: {largest: 3, smallest: 0, tolerance: 0.02, minIterations, maxIterations: 40},
      probes,
      alignmentProbes: 8,
      directions,
      gaussianity: parameters,
    }),
  );
  await saveProbe(outputs.probe, noise, probed, unconvergedNoise);
}) satisfies StageBody<typeof stage>;
