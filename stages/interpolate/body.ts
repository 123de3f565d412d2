import {loadEngine} from '../../src/compute/engine/load.ts';
import {interpolate} from '../../src/curvature/interpolate.ts';
import {alphaGrid} from '../../src/curvature/line.ts';
import {load} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import type {interpolate as stage} from './stage.ts';
import {saveProbe} from '../probe-record.ts';
import {line} from './record.ts';
import {snapshots} from '../train/snapshots.ts';
import {trainingRecord} from '../train/record.ts';
import {checkpointOf, dataOf, modelOf} from '../checkpoint.ts';
import {collection} from '../collection.ts';

export default (async ({parameters, inputs, outputs}, {family}) => {
  const {from, to, points, delta, images, batchSize} = parameters;
  const [leftSnapshots, rightSnapshots, leftRecord, rightRecord] = await Promise.all([
    load(snapshots, inputs.left),
    load(snapshots, inputs.right),
    load(trainingRecord, inputs.leftRecord),
    load(trainingRecord, inputs.rightRecord),
  ]);
  const model = modelOf(leftSnapshots, family);
  const left = checkpointOf(leftSnapshots, model, leftRecord, parameters.left);
  const right = checkpointOf(rightSnapshots, model, rightRecord, parameters.right);
  const names = [left?.name ?? parameters.left, right?.name ?? parameters.right];
  if (left === undefined || right === undefined) {
    const [side, record] = left === undefined ? ['left', leftRecord] : ['right', rightRecord];
    const reason = `The ${side} run (${record.result.outcome}) kept no snapshot to join.`;
    await saveProbe(outputs.probe, line, {snapshots: names, found: null, reason});
    return;
  }
  await loadEngine();
  // Both runs saw the same training images: the data of the left one serve for both.
  const data = dataOf(await collection.load(inputs.dataset), leftRecord);
  const found = interpolate(
    model,
    left.state,
    right.state,
    {
      ...data,
      parts: {
        train: data.sets.train.subarray(0, images),
        validation: data.sets.validation.subarray(0, images),
      },
    },
    {alpha: alphaGrid(from, to, points), delta, batchSize},
  );
  await saveProbe(outputs.probe, line, {snapshots: names, found});
}) satisfies StageBody<typeof stage>;
