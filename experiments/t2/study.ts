import type {z} from 'zod';
import {randomStream} from '../../src/compute/random.ts';
import {
  defineStudy,
  eachReplicate,
  measure,
  type RowsOf,
  type StudyFindings,
} from '../../src/study/define-study.ts';
import {softMinimum} from '../../src/theory/landscape.ts';
import {decades} from '../../src/theory/power-law.ts';
import {T2Parameters} from './parameters.ts';
import {
  axis,
  compareWithSgd,
  convergenceOrder,
  randomBowl,
  randomStart,
  relaxationOnLine,
  rest,
  softness,
} from './solve.ts';
import type {tables} from './tables.ts';

type Parameters = z.output<typeof T2Parameters>;
type Replicate = ReturnType<typeof solveReplicate>;

/** The Fokker–Planck equation on random losses, beside SGD, until it is at rest. */
export default defineStudy(
  T2Parameters,
  (parameters, context): StudyFindings<RowsOf<typeof tables>> => {
    const {replicates} = parameters;
    const runs = eachReplicate(replicates, context, 'random losses', (replicate) =>
      solveReplicate(parameters, context.seed, replicate),
    );
    return {
      replicates,
      measures: measuresOf(parameters, runs),
      rows: rowsOf(parameters, runs),
      notes: ['The losses and the starting densities are drawn at random, one pair a replicate.'],
    };
  },
);

/** One random loss on a line and one in the plane, each from a random start. */
function solveReplicate(parameters: Parameters, seed: number, replicate: number) {
  const {temperature, cells} = parameters;
  const line = [axis(cells)];
  const plane = [axis(cells / 4), axis(cells / 4)];
  const stream = (name: string) => randomStream(seed, replicate, name);
  const loss = (dimension: number) => {
    const own = stream(`loss in ${dimension}`);
    return softMinimum(
      Array.from({length: 3}, () => randomBowl(own, dimension)),
      softness,
    );
  };
  const [onLine, inPlane] = [loss(1), loss(2)];
  const start = randomStart(stream('start'), line);
  return {
    rests: [
      rest(onLine, temperature, line, start),
      rest(inPlane, temperature, plane, randomStart(stream('start'), plane)),
    ],
    order: convergenceOrder(onLine, temperature, () => stream('start')),
    dynamics: compareWithSgd(parameters, onLine, start, stream('sgd')),
  };
}

function measuresOf({times}: Parameters, runs: readonly Replicate[]) {
  const conditions = ['on a line', 'in the plane'];
  return [
    measure(
      'gibbs',
      conditions,
      runs.map(({rests}) => rests.map(({distance}) => decades(distance))),
    ),
    measure(
      'current',
      conditions,
      runs.map(({rests}) => rests.map(({current}) => decades(current))),
    ),
    measure(
      'order',
      ['on a line'],
      runs.map(({order}) => [order]),
    ),
    measure(
      'dynamics',
      times.map((time) => `ηt = ${time}`),
      runs.map(({dynamics}) => dynamics.map(({distance}) => distance)),
    ),
  ];
}

function rowsOf(parameters: Parameters, runs: readonly Replicate[]): RowsOf<typeof tables> {
  const relaxation = relaxationOnLine(parameters);
  return {
    rests: runs.flatMap(({rests, order}, replicate) =>
      rests.map((cells, index) => ({
        replicate,
        dimension: index + 1,
        ...cells,
        order: index === 0 ? order : null,
      })),
    ),
    dynamics: runs.flatMap(({dynamics}, replicate) => dynamics.map((row) => ({replicate, ...row}))),
    relaxation: relaxation.map(({time, distance, current, predicted}) => ({
      ...{time, distance, current, predicted},
    })),
    densities: relaxation.flatMap(({density}) => density),
  };
}
