import {layout} from '../../src/curvature/layout.ts';
import {measureCurvature} from '../../src/curvature/measure-curvature.ts';
import {save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {curvature} from '../kinds/curvature.ts';
import type {measureCurvature as stage} from '../measure-curvature.ts';
import {probe} from './checkpoint.ts';

export default (async ({parameters, inputs, outputs, seed}) => {
  const {largest, smallest, tolerance, maxIterations, batchNorm} = parameters;
  const lanczos = {largest, smallest, tolerance, maxIterations};
  const probed = await probe(inputs, parameters, batchNorm, (surface, model) =>
    measureCurvature(surface, layout(model.parameters), seed, {...parameters, lanczos}),
  );
  await save(curvature, outputs.curvature, probed);
}) satisfies StageBody<typeof stage>;
