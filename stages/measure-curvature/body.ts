import {layout} from '../../src/curvature/layout.ts';
import {measureCurvature} from '../../src/curvature/measure-curvature.ts';
import {trainingSharpness} from '../../src/curvature/training-sharpness.ts';
import {unconverged} from '../../src/curvature/unconverged.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {curvature} from './record.ts';
import type {measureCurvature as stage} from './stage.ts';
import {probe} from '../checkpoint.ts';
import {saveProbe} from '../probe-record.ts';

export default (async ({parameters, inputs, outputs, seed}, {family}) => {
  const {snapshot, images, batchSize, batchNorm, trainingProducts, ...asked} = parameters;
  const {largest, smallest, tolerance, minIterations, maxIterations} = asked;
  const lanczos = {largest, smallest, tolerance, minIterations, maxIterations};
  const probed = await probe({...inputs, family}, snapshot, (around, model) => {
    const pass = {images, batchSize};
    const found = around({...pass, mode: batchNorm}, (surface) =>
      measureCurvature(surface, layout(model.parameters), seed, {...asked, lanczos}),
    );
    const trains = trainingProducts > 0 && model.statistics.length > 0;
    const training = trains
      ? around({...pass, mode: 'training'}, (surface) => ({
          ...trainingSharpness(surface, seed, trainingProducts),
          batchSize,
        }))
      : null;
    return {...found, training};
  });
  await saveProbe(outputs.probe, curvature, probed, unconverged);
}) satisfies StageBody<typeof stage>;
