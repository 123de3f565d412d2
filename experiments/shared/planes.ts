import type {Plane} from '../../src/curvature/record.ts';
import type {Probe} from '../../src/study/observations.ts';
import {endpointName} from './endpoint.ts';
import {basinRise, type Basin, type Centre, type PlanePoint} from './plane-columns.ts';

/** Every point of every plane, and what the planes say of their endpoints. */
export function planeRows(planes: readonly Probe<Plane>[]): {
  readonly points: PlanePoint[];
  readonly basins: Basin[];
} {
  const surveyed = planes.flatMap((probe) =>
    probe.found === undefined ? [] : [{centre: centreOf(probe), plane: probe.found}],
  );
  return {
    points: surveyed.flatMap(({centre, plane}) => pointRows(centre, plane)),
    basins: surveyed.map(({centre, plane}) => basinRow(centre, plane)),
  };
}

function centreOf({node, at: [{run, missedTarget}]}: Probe<Plane>): Centre {
  const plan = run.found?.plan;
  return {
    node,
    endpoint: endpointName(run),
    noise: plan === undefined ? null : plan.learningRate / plan.batchSize,
    seed: run.replicate,
    missedTarget,
  };
}

const middleOf = ({axis, train}: Plane): number | null => {
  const middle = axis.indexOf(0);
  return train.loss[middle * axis.length + middle];
};

const riseOf = (loss: number | null, middle: number | null): number | null =>
  loss === null || middle === null ? null : loss - middle;

function pointRows(centre: Centre, plane: Plane): PlanePoint[] {
  const {axis, train, validation} = plane;
  const middle = middleOf(plane);
  return train.loss.map((trainLoss, index) => ({
    ...centre,
    first: axis[index % axis.length],
    second: axis[Math.floor(index / axis.length)],
    trainLoss,
    trainRise: riseOf(trainLoss, middle),
    validationLoss: validation.loss[index],
    trainAccuracy: train.accuracy[index],
    validationAccuracy: validation.accuracy[index],
  }));
}

function basinRow(centre: Centre, plane: Plane): Basin {
  const {loss} = plane.train;
  const middle = middleOf(plane);
  const inside = loss.filter((value) => (riseOf(value, middle) ?? Infinity) <= basinRise);
  return {
    ...centre,
    trainLoss: middle,
    basinShare: middle === null ? null : inside.length / loss.length,
    notFinite: loss.filter((value) => value === null).length,
  };
}
