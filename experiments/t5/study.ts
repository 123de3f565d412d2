import type {z} from 'zod';
import {randomStream} from '../../src/compute/random.ts';
import {
  defineStudy,
  eachReplicate,
  measure,
  type RowsOf,
  type StudyFindings,
} from '../../src/study/define-study.ts';
import {laplaceLogOdds} from '../../src/theory/basins.ts';
import {temperatureOf} from '../../src/theory/gibbs.ts';
import {
  determinant,
  type Matrix,
  multiply,
  scale,
  transpose,
} from '../../src/theory/linear-algebra.ts';
import {relaxationTime} from '../../src/theory/relaxation.ts';
import {basinsInPlane, mapBasins, type TwoBasins} from '../../src/theory/two-basins.ts';
import {bentVolume, grids, randomMap, simulatedLogOdds, slowest} from './maps.ts';
import {T5Parameters} from './parameters.ts';
import type {tables} from './tables.ts';

type Parameters = z.output<typeof T5Parameters>;
type Rows = RowsOf<typeof tables>;
type Replicate = ReturnType<typeof mapOnce>;

/** The odds of two basins, by formula and by SGD, under random linear maps. */
export default defineStudy(T5Parameters, (parameters, context): StudyFindings<Rows> => {
  const {replicates} = parameters;
  const temperature = temperatureIn(parameters);
  const relaxation = relaxationTime(basinsInPlane, temperature, grids);
  const original = formulaOf(basinsInPlane, temperature);
  const runs = eachReplicate(replicates, context, 'random maps', (replicate) =>
    mapOnce(parameters, relaxation, context.seed, replicate),
  );
  return {
    replicates,
    measures: [
      measure(
        'formula',
        ['random linear maps'],
        runs.map((run) => [run.formula - original]),
      ),
      measure(
        'simulated',
        ['random linear maps'],
        runs.map((run) => [run.after - run.before]),
      ),
    ],
    rows: {maps: mapRows(runs, original), bends: bendRows(original)},
    notes: [
      'SGD in φ has isotropic noise of the same σ² there; noise that is isotropic in θ is not isotropic in φ, and then SGD follows no Gibbs law (shown, not judged).',
      'Only linear maps leave the formula as it is: a bent coordinate multiplies p_A/p_B by the ratio of dφ/dθ at the two minima (shown, not judged).',
    ],
  };
});

const temperatureIn = ({learningRate, batchSize, gradientVariance}: Parameters) =>
  temperatureOf(learningRate / batchSize, gradientVariance);

const formulaOf = ({wide, sharp}: TwoBasins, temperature: number) =>
  laplaceLogOdds(wide, sharp, temperature);

/** One random map: the formula in φ, and the log-odds by SGD in θ and in φ. */
function mapOnce(parameters: Parameters, relaxation: number, seed: number, replicate: number) {
  const {gradientVariance, stretch} = parameters;
  const streamOf = (name: string) => randomStream(seed, replicate, name);
  const map = randomMap(streamOf('map'), stretch);
  const mapped = mapBasins(basinsInPlane, map);
  const pulledBack = scale(multiply(transpose(map), map), gradientVariance);
  // In φ the drift is MMᵀ times as fast: the slowest direction sets the time to mix.
  const slower = Math.max(1, 1 / slowest(map) ** 2) * relaxation;
  const simulate = (basins: TwoBasins, covariance: number | Matrix, time: number, name: string) =>
    simulatedLogOdds(parameters, basins, covariance, time, streamOf(name));
  return {
    map,
    formula: formulaOf(mapped, temperatureIn(parameters)),
    determinants: [mapped.sharp.determinant, mapped.wide.determinant],
    before: simulate(basinsInPlane, gradientVariance, relaxation, 'before'),
    after: simulate(mapped, gradientVariance, slower, 'after'),
    pulledBack: simulate(mapped, pulledBack, slower, 'pulled back'),
  };
}

const {sharp, wide} = basinsInPlane;

const mapRows = (runs: readonly Replicate[], formulaBefore: number): Rows['maps'] =>
  runs.map(({map, determinants, formula, before, after, pulledBack}, replicate) => ({
    replicate,
    determinant: determinant(map),
    detSharp: determinants[0] / sharp.determinant,
    detWide: determinants[1] / wide.determinant,
    formulaBefore,
    formulaAfter: formula,
    ...{before, after, pulledBack},
  }));

const bendRows = (formulaBefore: number): Rows['bends'] =>
  [0, 0.1, 0.3, 1].map((bend) => ({
    bend,
    formulaBefore,
    formulaAfter:
      formulaBefore + Math.log(bentVolume(bend, sharp.point) / bentVolume(bend, wide.point)),
  }));
