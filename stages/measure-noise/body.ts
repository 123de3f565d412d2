import {measureNoise} from '../../src/curvature/measure-noise.ts';
import {unconvergedNoise} from '../../src/curvature/unconverged.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {noise} from './record.ts';
import type {measureNoise as stage} from './stage.ts';
import {probe} from '../checkpoint.ts';
import {saveProbe} from '../probe-record.ts';

export default (async ({parameters, inputs, outputs, seed}, {family}) => {
  const {snapshot, images, batchSize, minIterations, probes, directions} = parameters;
  const pass = {images, batchSize, mode: 'evaluation'} as const;
  const largest = directions;
  const probed = await probe({...inputs, family}, snapshot, (around) =>
    around(pass, (first) =>
      around({...pass, first: images}, (second) =>
        measureNoise({first, second}, seed, {
          lanczos: {largest, smallest: 0, tolerance: 0.02, minIterations, maxIterations: 40},
          probes,
          directions,
          gaussianity: parameters,
        }),
      ),
    ),
  );
  await saveProbe(outputs.probe, noise, probed, unconvergedNoise);
}) satisfies StageBody<typeof stage>;
