import type {Plane} from '../../src/curvature/record.ts';
import type {Table} from '../../src/tables/table.ts';
import {tidyTable} from '../../src/tables/tidy-table.ts';
import {readCell, settingsText} from './cell.ts';
import type {Observations, Probe} from '../legacy.ts';

/** A plane counts as inside the basin where the train loss has risen by at most this [nat]. */
export const basinRise = 0.5;

/** Which endpoint a plane goes through. */
interface Centre {
  readonly endpoint: string;
  readonly noise: number | null;
  readonly seed: number;
  /** The run missed the common train loss: the plane goes through where it ended. */
  readonly missedTarget: boolean;
}

/** Two tables: every point of every plane, and what the planes say of their endpoints. */
export const planeTables = (experiment: string, {planes, runs}: Observations): Table[] => {
  const found = planes.flatMap((probe) =>
    probe.found === undefined ? [] : [{centre: centreOf(probe, runs), plane: probe.found}],
  );
  return [
    tidyTable(
      `${experiment}-planes`,
      {
        endpoint: ['', 'settings of the run whose endpoint is in the middle'],
        noise: ['', 'its n = η/S'],
        seed: ['', 'replicate'],
        missedTarget: ['', 'whether the run missed the common train loss'],
        first: ['', 'place along the first direction: 1 moves every filter by its own norm'],
        second: ['', 'place along the second direction'],
        trainLoss: ['nat', 'BN statistics recomputed'],
        trainRise: ['nat', 'train loss above that in the middle'],
        validationLoss: ['nat', 'BN statistics recomputed'],
        trainAccuracy: ['', 'BN statistics recomputed'],
        validationAccuracy: ['', 'BN statistics recomputed'],
      },
      found.flatMap(({centre, plane}) => pointRows(centre, plane)),
    ),
    tidyTable(
      `${experiment}-basins`,
      {
        endpoint: ['', 'settings of the run whose endpoint is in the middle'],
        noise: ['', 'its n = η/S'],
        seed: ['', 'replicate'],
        missedTarget: ['', 'whether the run missed the common train loss'],
        trainLoss: ['nat', 'train loss in the middle'],
        basinShare: ['', `share of the plane whose train loss is at most ${basinRise} nat higher`],
        notFinite: ['points', 'points of the plane without a finite train loss'],
      },
      found.map(({centre, plane}) => basinRow(centre, plane)),
    ),
  ];
};

function centreOf({cell, snapshot}: Probe<Plane>, runs: Observations['runs']): Centre {
  const found = runs.find((run) => run.cell === cell)?.found;
  return {
    endpoint: settingsText(cell),
    noise: found === undefined ? null : found.plan.learningRate / found.plan.batchSize,
    seed: readCell(cell).seed,
    missedTarget: snapshot === 'target' && found?.result.target === null,
  };
}

const middleOf = ({axis, train}: Plane): number | null => {
  const middle = axis.indexOf(0);
  return train.loss[middle * axis.length + middle];
};

const riseOf = (loss: number | null, middle: number | null): number | null =>
  loss === null || middle === null ? null : loss - middle;

function pointRows(centre: Centre, plane: Plane) {
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

function basinRow(centre: Centre, plane: Plane) {
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
