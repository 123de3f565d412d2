import {alphaGrid} from '../../src/curvature/line.ts';
import {surveyPlane} from '../../src/curvature/plane.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {plane} from './record.ts';
import type {surveyPlane as stage} from './stage.ts';
import {atCheckpoint} from '../checkpoint.ts';
import {saveProbe} from '../probe-record.ts';

export default (async ({parameters, inputs, outputs, seed}, {family}) => {
  const {snapshot, reach, points, images, batchSize} = parameters;
  const axis = alphaGrid(-reach, reach, points);
  const surveyed = await atCheckpoint({...inputs, family}, snapshot, (model, state, data) => {
    const {train, validation} = data.sets;
    const parts = {train: train.subarray(0, images), validation: validation.subarray(0, images)};
    return surveyPlane(model, state, {...data, parts}, {axis, seed, batchSize});
  });
  await saveProbe(outputs.probe, plane, surveyed);
}) satisfies StageBody<typeof stage>;
