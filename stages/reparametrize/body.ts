import type {z} from 'zod';
import {type RandomStream, randomStream} from '../../src/compute/random.ts';
import {tidyTable} from '../../src/tables/tidy-table.ts';
import {save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {basinSgd, logOdds} from '../../src/theory/basin-sgd.ts';
import {laplaceLogOdds} from '../../src/theory/basins.ts';
import {temperatureOf} from '../../src/theory/gibbs.ts';
import type {Grid} from '../../src/theory/grid.ts';
import {
  determinant,
  type Matrix,
  multiply,
  scale,
  transpose,
} from '../../src/theory/linear-algebra.ts';
import {watchPassages} from '../../src/theory/passages.ts';
import {relaxationTime} from '../../src/theory/relaxation.ts';
import {basinsInPlane, mapBasins, type TwoBasins} from '../../src/theory/two-basins.ts';
import {measure, TheoryStudy} from '../study/record.ts';
import type {reparametrize} from './stage.ts';

type Parameters = z.output<(typeof reparametrize)['parameters']>;

/** In relaxation times. */
const burnIn = 4;
const every = 8;
const grids: readonly Grid[] = [
  {lower: -3.5, upper: 5, cells: 100},
  {lower: -4, upper: 5, cells: 100},
];

const rotation = (angle: number): Matrix => [
  [Math.cos(angle), -Math.sin(angle)],
  [Math.sin(angle), Math.cos(angle)],
];

/** θ = M·φ: turn, stretch either axis by a factor between 1/stretch and stretch, turn again. */
function randomMap(stream: RandomStream, stretch: number): Matrix {
  const factor = () => stretch ** (2 * stream.uniform() - 1);
  const turn = () => rotation(2 * Math.PI * stream.uniform());
  const stretched = multiply(
    [
      [factor(), 0],
      [0, factor()],
    ],
    turn(),
  );
  return multiply(turn(), stretched);
}

/** Log-odds of the wide basin that SGD shows, run in the coordinates of `basins` with covariance C. */
function simulatedLogOdds(
  parameters: Parameters,
  basins: TwoBasins,
  covariance: number | Matrix,
  relaxation: number,
  stream: RandomStream,
): number {
  const {learningRate, batchSize, examples, chains, duration} = parameters;
  const run = basinSgd(
    basins,
    {learningRate, batchSize, gradientVariance: covariance, examples, law: 'normal', chains},
    stream,
  );
  const stepsOf = (relaxations: number) => Math.ceil((relaxations * relaxation) / learningRate);
  run.advance(stepsOf(burnIn));
  const seen = watchPassages(basins, run, {
    steps: stepsOf(duration),
    every,
    stepTime: learningRate,
  });
  return logOdds(seen.wideShare, seen.looks);
}

export default (async ({parameters, outputs, seed, progress}) => {
  const {learningRate, batchSize, gradientVariance, stretch, replicates} = parameters;
  const temperature = temperatureOf(learningRate / batchSize, gradientVariance);
  const relaxation = relaxationTime(basinsInPlane, temperature, grids);
  const formula = (basins: TwoBasins) => laplaceLogOdds(basins.wide, basins.sharp, temperature);
  const original = formula(basinsInPlane);
  const runs = Array.from({length: replicates}, (_, replicate) => {
    progress(replicate, replicates, 'random maps');
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
      formula: formula(mapped),
      determinants: [mapped.sharp.determinant, mapped.wide.determinant],
      before: simulate(basinsInPlane, gradientVariance, relaxation, 'before'),
      after: simulate(mapped, gradientVariance, slower, 'after'),
      pulledBack: simulate(mapped, pulledBack, slower, 'pulled back'),
    };
  });
  const {sharp, wide} = basinsInPlane;
  await save(TheoryStudy, outputs.study, {
    claim: 'T5',
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
    tables: [
      tidyTable(
        'theory-reparametrization',
        {
          replicate: ['', 'random map'],
          determinant: ['1', 'det M of θ = M·φ'],
          detSharp: ['loss²/φ⁴', 'det H at the sharp minimum in φ, over that in θ'],
          detWide: ['loss²/φ⁴', 'det H at the wide minimum in φ, over that in θ'],
          formulaBefore: ['1', 'log(p_A/p_B) by the formula in θ, A the wide basin'],
          formulaAfter: ['1', 'the same in φ'],
          before: ['1', 'log-odds of the wide basin by SGD in θ'],
          after: ['1', 'the same in φ, with the same isotropic σ² there'],
          pulledBack: ['1', 'the same in φ with the noise that θ has, of covariance σ²MᵀM'],
        },
        runs.map((run, replicate) => ({
          replicate,
          determinant: determinant(run.map),
          detSharp: run.determinants[0] / sharp.determinant,
          detWide: run.determinants[1] / wide.determinant,
          formulaBefore: original,
          formulaAfter: run.formula,
          before: run.before,
          after: run.after,
          pulledBack: run.pulledBack,
        })),
      ),
      tidyTable(
        'theory-nonlinear-map',
        {
          bend: ['1', 'b of θ = φ + b·φ³/3'],
          formulaBefore: ['1', 'log(p_A/p_B) by the formula in θ, A the wide basin'],
          formulaAfter: [
            '1',
            'the same in φ, where det H gains the square of dθ/dφ at the minimum',
          ],
        },
        [0, 0.1, 0.3, 1].map((bend) => ({
          bend,
          formulaBefore: original,
          formulaAfter: original + Math.log(slope(bend, sharp.point) / slope(bend, wide.point)),
        })),
      ),
    ],
    irregular: [],
    notes: [
      'SGD in φ has isotropic noise of the same σ² there; noise that is isotropic in θ is not isotropic in φ, and then SGD follows no Gibbs law (shown, not judged).',
      'Only linear maps leave the formula as it is: a bent coordinate multiplies p_A/p_B by the ratio of dφ/dθ at the two minima (shown, not judged).',
    ],
  });
}) satisfies StageBody<typeof reparametrize>;

/** The smaller singular value of a 2×2 map. */
function slowest(map: Matrix): number {
  const square = map.flat().reduce((sum, entry) => sum + entry * entry, 0);
  const product = Math.abs(determinant(map));
  return Math.sqrt(Math.max(0, (square - Math.sqrt(square ** 2 - 4 * product ** 2)) / 2));
}

/** det dθ/dφ of θᵢ = φᵢ + b·φᵢ³/3 at the φ of a point θ, by Newton's method on every axis. */
function slope(bend: number, point: readonly number[]): number {
  return point.reduce((product, theta) => {
    let phi = theta;
    for (let step = 0; step < 30; step++) {
      phi -= (phi + (bend * phi ** 3) / 3 - theta) / (1 + bend * phi * phi);
    }
    return product * (1 + bend * phi * phi);
  }, 1);
}
