import type {z} from 'zod';
import {randomStream} from '../../src/compute/random.ts';
import {
  defineStudy,
  eachReplicate,
  measure,
  type RowsOf,
  type StudyFindings,
} from '../../src/study/define-study.ts';
import {discreteLaw} from '../../src/theory/discrete-law.ts';
import {type GibbsTarget, gibbsTarget, lineGrid} from '../../src/theory/gibbs-target.ts';
import {temperatureOf} from '../../src/theory/gibbs.ts';
import {powerOf} from '../../src/theory/power-law.ts';
import {basinsOnLine} from '../../src/theory/two-basins.ts';
import {T1Parameters} from './parameters.ts';
import {
  burnIn,
  type Cell,
  centralLimit,
  densities,
  extrapolate,
  scalesOf,
  simulateReplicate,
} from './simulate.ts';
import type {tables} from './tables.ts';

type Parameters = z.output<typeof T1Parameters>;
interface Replicate {
  readonly cells: readonly Cell[];
  readonly limit: ReturnType<typeof centralLimit>;
}

/** Minibatch SGD and its SDE on two basins, and their distance to the Gibbs law. */
export default defineStudy(
  T1Parameters,
  (parameters, context): StudyFindings<RowsOf<typeof tables>> => {
    const {noises, learningRates, gradientVariance, replicates} = parameters;
    const targets = noises.map((noise) => gibbsTarget(temperatureOf(noise, gradientVariance)));
    const middle = targets[Math.floor(targets.length / 2)];
    const gaussian = discreteLaw(
      basinsOnLine.landscape,
      middle.temperature,
      learningRates[1],
      lineGrid,
    );
    const runs = eachReplicate(replicates, context, 'replicates', (replicate): Replicate => {
      const own = randomStream(context.seed, replicate).int32();
      return {
        cells: simulateReplicate(parameters, targets, own),
        limit: centralLimit(parameters, middle, gaussian, own),
      };
    });
    return {
      replicates,
      measures: measuresOf(parameters, runs),
      rows: rowsOf(parameters, targets, runs, context.seed),
      notes: [
        `η ∈ {${learningRates.join(', ')}}; burn-in of ${burnIn} relaxation times, half of the chains from either minimum.`,
      ],
    };
  },
);

function measuresOf({noises}: Parameters, runs: readonly Replicate[]) {
  const atEveryNoise = (criterion: string, value: (cells: readonly Cell[]) => number) =>
    measure(
      criterion,
      noises.map((noise) => `n = ${noise}`),
      runs.map(({cells}) =>
        noises.map((noise) => value(cells.filter((c) => c.method === 'SGD' && c.noise === noise))),
      ),
    );
  return [
    atEveryNoise('order', (cells) =>
      powerOf(cells.map(({learningRate, cells: {wasserstein}}) => [learningRate, wasserstein])),
    ),
    atEveryNoise('limit', ([first]) => first.cells.wasserstein),
    atEveryNoise('temperature', ([first, second]) => Math.log(extrapolate(first, second))),
    measure(
      'central-limit',
      ['skewed examples'],
      runs.map(({limit}) => [
        powerOf(limit.map(({batchSize, wasserstein}) => [batchSize, wasserstein])),
      ]),
    ),
  ];
}

const rowsOf = (
  parameters: Parameters,
  targets: readonly GibbsTarget[],
  runs: readonly Replicate[],
  seed: number,
): RowsOf<typeof tables> => ({
  distances: runs.flatMap(({cells}, replicate) =>
    cells.map(({method, noise, learningRate, batchSize, cells: seen}) => ({
      ...{method, noise, learningRate, batchSize, replicate},
      ...seen,
    })),
  ),
  scales: targets.flatMap((target, index) =>
    scalesOf(parameters, target, parameters.noises[index], seed),
  ),
  limit: runs.flatMap(({limit}, replicate) => limit.map((cells) => ({replicate, ...cells}))),
  densities: targets.flatMap((target, index) =>
    densities(
      parameters.noises[index],
      target,
      runs.map(({cells}) => cells[index].masses),
    ),
  ),
});
