import type {z} from 'zod';
import {randomStream} from '../../src/compute/random.ts';
import {
  defineStudy,
  eachReplicate,
  measure,
  type RowsOf,
  type StudyFindings,
} from '../../src/study/define-study.ts';
import {circulation, continuousCovariance, gibbsCovariance} from '../../src/theory/covariance.ts';
import type {Matrix} from '../../src/theory/linear-algebra.ts';
import {anisotropic, quadraticCases} from '../../src/theory/quadratic-cases.ts';
import {relaxationTime} from '../../src/theory/relaxation.ts';
import {basinsInPlane} from '../../src/theory/two-basins.ts';
import {X0Parameters} from './parameters.ts';
import {
  basinsAtRest,
  diffusion,
  grids,
  relative,
  simulateBasins,
  simulateQuadratic,
  simulateRegression,
} from './simulate.ts';
import type {tables} from './tables.ts';

type Parameters = z.output<typeof X0Parameters>;
type Rows = RowsOf<typeof tables>;

/** Stationary covariances of SGD against the Lyapunov equation and the Gibbs form. */
export default defineStudy(X0Parameters, (parameters, context): StudyFindings<Rows> => {
  const {replicates, examples} = parameters;
  // No slower than isotropic noise of the weaker axis.
  const relaxation = relaxationTime(basinsInPlane, Math.min(...diffusion), grids);
  const atRest = basinsAtRest(relaxation);
  const runs = eachReplicate(replicates, context, 'replicates', (replicate) => {
    const own = randomStream(context.seed, replicate).int32();
    return {
      covariances: covariancesOf(parameters, own),
      odds: simulateBasins(parameters, relaxation, own),
    };
  });
  const covariances = runs.map((run) => run.covariances);
  return {
    replicates,
    measures: [
      ...measuresOf(covariances),
      measure(
        'basins',
        ['two basins in the plane'],
        runs.map(({odds}) => [odds - atRest.rest]),
      ),
    ],
    rows: {
      covariances: covariances.flatMap(entryRows),
      limits: limitRows(examples),
      basins: runs.map(({odds}, replicate) => ({replicate, simulated: odds, ...atRest})),
    },
  };
});

/** A stationary covariance of one replicate, beside its forms. */
interface Covariance {
  readonly name: string;
  readonly learningRate: number;
  readonly measured: Matrix;
  readonly exact: Matrix;
  /** Of a regression, whose noise is not the same everywhere, there is neither. */
  readonly continuous: Matrix | null;
  readonly gibbs: Matrix | null;
}

const covariancesOf = (parameters: Parameters, seed: number): Covariance[] => [
  ...quadraticCases.map((one) => ({
    name: one.name,
    learningRate: one.sgd.learningRate,
    measured: simulateQuadratic(parameters, one, seed),
    exact: one.exact(parameters.examples),
    continuous: continuousCovariance(one.sgd),
    gibbs: gibbsCovariance(one.sgd),
  })),
  {
    name: 'regression',
    learningRate: 0.1,
    ...simulateRegression(parameters, seed),
    continuous: null,
    gibbs: null,
  },
];

/** The cases of anisotropic noise for which the failure of Gibbs is judged. */
const judged = quadraticCases
  .filter(({sgd}) => sgd.gradientCovariance === anisotropic)
  .slice(0, 2)
  .map(({name}) => name);

/** A case that has a Gibbs form. */
function withGibbs(covariances: readonly Covariance[], name: string) {
  const found = covariances.find((row) => row.name === name);
  if (!found?.gibbs) throw new Error(`X0: no case ${name}`);
  return {measured: found.measured, exact: found.exact, gibbs: found.gibbs};
}

const measuresOf = (runs: readonly (readonly Covariance[])[]) => [
  measure(
    'lyapunov',
    runs[0].map(({name}) => name),
    runs.map((own) => own.map(({measured, exact}) => relative(measured, exact))),
  ),
  measure(
    'gibbs-fails',
    judged,
    runs.map((own) =>
      judged.map((name) => {
        const {measured, gibbs} = withGibbs(own, name);
        return relative(measured, gibbs);
      }),
    ),
  ),
  measure(
    'size',
    judged,
    runs.map((own) =>
      judged.map((name) => {
        const {measured, exact, gibbs} = withGibbs(own, name);
        return Math.log(relative(measured, gibbs) / relative(exact, gibbs));
      }),
    ),
  ),
];

const entries = [
  [0, 0],
  [0, 1],
  [1, 1],
] as const;

const entryRows = (own: readonly Covariance[], replicate: number): Rows['covariances'] =>
  own.flatMap(({name, learningRate, measured, exact, continuous, gibbs}) =>
    entries.map(([i, j]) => ({
      setting: name,
      learningRate,
      replicate,
      entry: `${i + 1}${j + 1}`,
      measured: measured[i][j],
      exact: exact[i][j],
      continuous: continuous?.[i][j] ?? null,
      gibbs: gibbs?.[i][j] ?? null,
    })),
  );

const limitRows = (examples: number): Rows['limits'] =>
  quadraticCases.map(({name, sgd, exact}) => ({
    setting: name,
    learningRate: sgd.learningRate,
    continuousError: relative(continuousCovariance(sgd), exact(examples)),
    gibbsError: relative(gibbsCovariance(sgd), exact(examples)),
    circulation: Math.abs(circulation(sgd)[0][1]),
  }));
