import {trainingSharpness} from '../../src/curvature/training-sharpness.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {probe} from '../checkpoint.ts';
import {saveProbe} from '../probe-record.ts';
import {sharpness} from './record.ts';
import type {measureSharpness as stage} from './stage.ts';

export default (async ({parameters, inputs, outputs, seed}, {family}) => {
  const {snapshot, images, batchSize, maxIterations} = parameters;
  const probed = await probe({...inputs, family}, snapshot, (around) =>
    around({images, batchSize, mode: 'training'}, (surface) => ({
      loss: surface.lossAndGradient().loss,
      ...trainingSharpness(surface, seed, maxIterations),
    })),
  );
  await saveProbe(outputs.probe, sharpness, probed, ({lambdaMax, iterations}) =>
    lambdaMax.converged ? [] : [`Lanczos stopped after ${iterations} products; λ_max is left out.`],
  );
}) satisfies StageBody<typeof stage>;
