import type {z} from 'zod';
import {randomStream} from '../../src/compute/random.ts';
import {tidyTable} from '../../src/tables/tidy-table.ts';
import {save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {basinSgd, logOdds} from '../../src/theory/basin-sgd.ts';
import {type Chains, record} from '../../src/theory/chains.ts';
import {
  circulation,
  continuousCovariance,
  gibbsCovariance,
  regressionCovariance,
} from '../../src/theory/covariance.ts';
import {sampleCovariance} from '../../src/theory/distances.ts';
import {drawExamples} from '../../src/theory/examples.ts';
import {fokkerPlanck, largestCurrent} from '../../src/theory/fokker-planck.ts';
import {gibbsMasses} from '../../src/theory/gibbs.ts';
import {expectation, type Grid, tabulate} from '../../src/theory/grid.ts';
import {quadratic} from '../../src/theory/landscape.ts';
import {add, diagonal, frobenius, type Matrix, scale} from '../../src/theory/linear-algebra.ts';
import {watchPassages} from '../../src/theory/passages.ts';
import {
  anisotropic,
  curvature,
  type QuadraticCase,
  quadraticCases,
} from '../../src/theory/quadratic-cases.ts';
import {drawRegression, regressionChains} from '../../src/theory/regression.ts';
import {relaxationTime} from '../../src/theory/relaxation.ts';
import {sgdChains} from '../../src/theory/sgd.ts';
import {basinsInPlane} from '../../src/theory/two-basins.ts';
import {measure, TheoryStudy} from '../study/record.ts';
import type {simulateCovariance} from './stage.ts';

type Parameters = z.output<(typeof simulateCovariance)['parameters']>;

const relative = (a: Matrix, b: Matrix) => frobenius(add(a, b, -1)) / frobenius(b);

/** Stationary covariance as the chains show it; looks are whole epochs apart. */
function covarianceOf(chains: Chains, {snapshots}: Parameters, epoch: number): Matrix {
  const interval = epoch * Math.ceil(20 / epoch);
  const positions = record(chains, {burnIn: 20 * interval, interval, snapshots});
  return sampleCovariance(positions, 2);
}

function simulateQuadratic(parameters: Parameters, one: QuadraticCase, seed: number): Matrix {
  const stream = randomStream(seed, one.name);
  const {gradientCovariance, learningRate, batchSize} = one.sgd;
  const chains = sgdChains(
    {
      landscape: quadratic(curvature),
      examples: drawExamples(stream, parameters.examples, gradientCovariance, 'exponential'),
      learningRate,
      batchSize,
      sampling: one.sampling,
      momentum: one.momentum,
    },
    new Float64Array(2 * parameters.chains),
    stream,
  );
  return covarianceOf(chains, parameters, parameters.examples / batchSize);
}

/** Least squares, where C grows with the distance to the fit; every replicate draws its own data. */
function simulateRegression(parameters: Parameters, seed: number) {
  const stream = randomStream(seed, 'regression');
  const mix = [
    [1.5, 0],
    [0.5, 0.8],
  ];
  const regression = drawRegression(stream, parameters.examples, mix, 1);
  const options = {learningRate: 0.1, batchSize: 4};
  const positions = new Float64Array(2 * parameters.chains);
  const measured = covarianceOf(
    regressionChains(regression, options, positions, stream),
    parameters,
    1,
  );
  return {measured, exact: regressionCovariance(regression, 0.1, 4)};
}

/** Diffusion along the axes of the plane: their mean is the T that Gibbs would have. */
const diffusion = [0.3, 0.9];
const grids: readonly Grid[] = [
  {lower: -5, upper: 6, cells: 120},
  {lower: -6, upper: 7, cells: 120},
];
const meanDiffusion = (diffusion[0] + diffusion[1]) / 2;

/** Log-odds of the wide basin at rest under anisotropic noise and under Gibbs, and the current left. */
function basinsAtRest(relaxation: number) {
  const wide = tabulate(grids, (point) => Number(basinsInPlane.inWide(point)));
  const odds = (masses: Float64Array) => {
    const share = expectation(masses, wide);
    return Math.log(share / (1 - share));
  };
  const masses = gibbsMasses(basinsInPlane.landscape, meanDiffusion, grids);
  const gibbs = odds(masses);
  const solver = fokkerPlanck({
    grids,
    potential: (point) => basinsInPlane.landscape.value(point),
    diffusion: () => diffusion,
    step: 0.05,
  });
  solver.advance(masses, Math.ceil((10 * relaxation) / solver.step));
  return {gibbs, rest: odds(masses), current: largestCurrent(solver, masses)};
}

function simulateBasins(
  {examples, basinChains, basinDuration}: Parameters,
  relaxation: number,
  seed: number,
) {
  const [learningRate, batchSize] = [0.01, 4];
  const covariance = scale(diagonal(diffusion), (2 * batchSize) / learningRate);
  const run = basinSgd(
    basinsInPlane,
    {
      learningRate,
      batchSize,
      gradientVariance: covariance,
      examples,
      law: 'normal',
      chains: basinChains,
    },
    randomStream(seed, 'basins'),
  );
  const stepsOf = (times: number) => Math.ceil((times * relaxation) / learningRate);
  run.advance(stepsOf(4));
  const seen = watchPassages(basinsInPlane, run, {
    steps: stepsOf(basinDuration),
    every: 8,
    stepTime: learningRate,
  });
  return logOdds(seen.wideShare, seen.looks);
}

export default (async ({parameters, outputs, seed, progress}) => {
  const {replicates, examples} = parameters;
  // No slower than isotropic noise of the weaker axis.
  const relaxation = relaxationTime(basinsInPlane, Math.min(...diffusion), grids);
  const atRest = basinsAtRest(relaxation);
  const runs = Array.from({length: replicates}, (_, replicate) => {
    progress(replicate, replicates, 'replicates');
    const own = randomStream(seed, replicate).int32();
    const quadratics = quadraticCases.map((one) => ({
      name: one.name,
      learningRate: one.sgd.learningRate,
      measured: simulateQuadratic(parameters, one, own),
      exact: one.exact(examples),
      continuous: continuousCovariance(one.sgd),
      gibbs: gibbsCovariance(one.sgd),
    }));
    const {measured, exact} = simulateRegression(parameters, own);
    return {
      covariances: [
        ...quadratics,
        {
          ...{name: 'regression', learningRate: 0.1},
          measured,
          exact,
          continuous: null,
          gibbs: null,
        },
      ],
      odds: simulateBasins(parameters, relaxation, own),
    };
  });
  const at = (name: string, run: (typeof runs)[number]) => {
    const found = run.covariances.find((row) => row.name === name);
    if (!found?.gibbs) throw new Error(`simulate-covariance: no case ${name}`);
    return {measured: found.measured, exact: found.exact, gibbs: found.gibbs};
  };
  const strong = quadraticCases
    .filter(({sgd}) => sgd.gradientCovariance === anisotropic)
    .slice(0, 2);

  await save(TheoryStudy, outputs.study, {
    claim: 'T7',
    replicates,
    measures: [
      measure(
        'lyapunov',
        runs[0].covariances.map(({name}) => name),
        runs.map(({covariances}) =>
          covariances.map(({measured, exact}) => relative(measured, exact)),
        ),
      ),
      measure(
        'gibbs-fails',
        strong.map(({name}) => name),
        runs.map((run) =>
          strong.map(({name}) => relative(at(name, run).measured, at(name, run).gibbs)),
        ),
      ),
      measure(
        'size',
        strong.map(({name}) => name),
        runs.map((run) =>
          strong.map(({name}) => {
            const {measured, exact, gibbs} = at(name, run);
            return Math.log(relative(measured, gibbs) / relative(exact, gibbs));
          }),
        ),
      ),
      measure(
        'basins',
        ['two basins in the plane'],
        runs.map(({odds}) => [odds - atRest.rest]),
      ),
    ],
    tables: [
      tidyTable(
        'theory-covariance',
        {
          setting: ['', 'noise, learning rate and sampling'],
          learningRate: ['1', 'η'],
          replicate: ['', 'independent replicate'],
          entry: ['', 'which entry of the covariance matrix'],
          measured: ['θ²', 'stationary covariance of simulated SGD'],
          exact: ['θ²', 'exact discrete covariance'],
          continuous: ['θ²', 'Ornstein–Uhlenbeck limit; empty for the regression'],
          gibbs: ['θ²', 'Gibbs form with σ² = tr C/d; empty for the regression'],
        },
        runs.flatMap(({covariances}, replicate) =>
          covariances.flatMap(({name, learningRate, measured, exact, continuous, gibbs}) =>
            [
              [0, 0],
              [0, 1],
              [1, 1],
            ].map(([i, j]) => ({
              setting: name,
              learningRate,
              replicate,
              entry: `${i + 1}${j + 1}`,
              measured: measured[i][j],
              exact: exact[i][j],
              continuous: continuous?.[i][j] ?? null,
              gibbs: gibbs?.[i][j] ?? null,
            })),
          ),
        ),
      ),
      tidyTable(
        'theory-covariance-limits',
        {
          setting: ['', 'noise, learning rate and sampling'],
          learningRate: ['1', 'η'],
          continuousError: ['1', '‖OU − exact‖/‖exact‖'],
          gibbsError: ['1', '‖Gibbs − exact‖/‖exact‖'],
          circulation: [
            'θ²',
            'rate at which probability circulates per ηt; 0 under detailed balance',
          ],
        },
        quadraticCases.map(({name, sgd, exact}) => ({
          setting: name,
          learningRate: sgd.learningRate,
          continuousError: relative(continuousCovariance(sgd), exact(examples)),
          gibbsError: relative(gibbsCovariance(sgd), exact(examples)),
          circulation: Math.abs(circulation(sgd)[0][1]),
        })),
      ),
      tidyTable(
        'theory-covariance-basins',
        {
          replicate: ['', 'independent replicate'],
          simulated: ['1', 'log-odds of the wide basin by SGD with anisotropic noise'],
          rest: ['1', 'the same from the Fokker–Planck equation at rest'],
          gibbs: ['1', 'the same from the Gibbs form at the mean noise'],
          current: ['1', 'largest probability current at rest, per unit of ηt'],
        },
        runs.map(({odds}, replicate) => ({replicate, simulated: odds, ...atRest})),
      ),
    ],
    irregular: [],
    notes: [],
  });
}) satisfies StageBody<typeof simulateCovariance>;
