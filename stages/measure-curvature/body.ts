import {layout} from '../../src/curvature/layout.ts';
import {measureCurvature} from '../../src/curvature/measure-curvature.ts';
import {unconverged} from '../../src/curvature/unconverged.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {curvature} from './record.ts';
import type {measureCurvature as stage} from './stage.ts';
import {probe} from '../checkpoint.ts';
import {saveProbe} from '../probe-record.ts';

export default (async ({parameters, inputs, outputs, seed}, {family}) => {
  const {largest, smallest, tolerance, minIterations, maxIterations, batchNorm} = parameters;
  const lanczos = {largest, smallest, tolerance, minIterations, maxIterations};
  const probed = await probe({...inputs, family}, parameters, batchNorm, (surface, model) =>
    measureCurvature(surface, layout(model.parameters), seed, {...parameters, lanczos}),
  );
  await saveProbe(outputs.probe, curvature, probed, unconverged);
}) satisfies StageBody<typeof stage>;
