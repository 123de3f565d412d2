import {linearRegression} from 'simple-statistics';
import {meanEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import {perSeed} from '../../src/stats/by-seed.ts';
import {valueAt, type Curve} from '../../src/stats/curve.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import type {ObservedRun} from '../../src/study/observations.ts';
import type {Row} from '../../src/tables/declare.ts';
import {logRatio} from '../shared/lines.ts';
import {claims, reference} from './claims.ts';
import {commonGrid, distance, trajectory} from './distances.ts';
import {X5Settings} from './settings.ts';
import * as tables from './tables.ts';

type Distance = Row<typeof tables.distances>;
/** A run that finished, with what its train loss did; no course for one that diverged. */
interface Course extends X5Settings {
  readonly seed: number;
  readonly curve: Curve | undefined;
}

/** Distances of trajectories at one n to that of the smallest steps. */
export default (({runs}) => {
  const courses = runs.flatMap(courseOf);
  const moments = Math.max(1, ...runs.map(momentsOf));
  const grid = commonGrid(
    courses.flatMap(({curve}) => curve ?? []),
    moments,
  );
  const distances = courses.flatMap((course) => distanceRow(course, courses, grid));
  const diverged = courses.filter(({curve}) => curve === undefined).length;
  return {
    evidence: [
      evidence(claims, 'X5', {
        planned: runs,
        estimates: {
          slope: (criterion) => meanEstimate(criterion, perSeed(distances, slopeOf), 0),
          floor: (criterion) => meanEstimate(criterion, perSeed(distances, aboveFloor), 0),
        },
        notes: diverged === 0 ? [] : [`${diverged} runs diverged and have no distance.`],
      }),
    ],
    tables: [
      tables.trajectories.fill(courses.flatMap((course) => trajectoryRows(course, grid))),
      tables.distances.fill(distances),
    ],
  };
}) satisfies Summarize;

function courseOf({settings, replicate, found}: ObservedRun): Course[] {
  if (found === undefined) return [];
  const {factor, order} = X5Settings.parse(settings);
  return [{factor, order, seed: replicate, curve: trajectory(found.result)}];
}

/** As many moments as a run was evaluated at, but for its start. */
const momentsOf = ({found}: ObservedRun): number =>
  found === undefined
    ? 0
    : Math.round((found.plan.limits.epochs ?? 0) / found.plan.history.everyEpochs);

function trajectoryRows(
  {curve, ...run}: Course,
  grid: readonly number[],
): Row<typeof tables.trajectories>[] {
  if (curve === undefined) return [];
  return grid.flatMap((rateTime) => {
    const trainLoss = valueAt(curve, rateTime);
    return trainLoss === undefined ? [] : [{...run, rateTime, trainLoss}];
  });
}

/** The distance of every run but that of the reference itself. */
function distanceRow(
  {curve, ...run}: Course,
  courses: readonly Course[],
  grid: readonly number[],
): Distance[] {
  const isFloor = run.factor === reference;
  const base = courses.find(
    ({factor, order, seed}) => factor === reference && order === 1 && seed === run.seed,
  );
  if (isFloor && run.order === 1) return [];
  const found = curve && base?.curve && distance(curve, base.curve, grid);
  return [{...run, isFloor, distance: found ?? null}];
}

/** Least-squares slope of ln D on ln c; undefined unless every c has a distance. */
function slopeOf(own: readonly Distance[]): number | undefined {
  const points = own
    .filter(({isFloor}) => !isFloor)
    .map(({factor, distance: value}) => [Math.log(factor), Math.log(value ?? NaN)]);
  return points.length < 2 ? undefined : linearRegression(points).m;
}

/** ln(D at the smallest c / floor). */
function aboveFloor(own: readonly Distance[]): number | undefined {
  const smallest = Math.min(...own.filter(({isFloor}) => !isFloor).map(({factor}) => factor));
  const [least, floor] = [
    own.find(({isFloor, factor}) => !isFloor && factor === smallest),
    own.find(({isFloor}) => isFloor),
  ];
  return logRatio(least?.distance ?? null, floor?.distance ?? null) ?? undefined;
}
