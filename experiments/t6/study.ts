import type {z} from 'zod';
import {type RandomStream, randomStream} from '../../src/compute/random.ts';
import {
  defineStudy,
  eachReplicate,
  measure,
  type RowsOf,
  type StudyFindings,
} from '../../src/study/define-study.ts';
import type {StudyRecord} from '../../src/study/study-record.ts';
import {decades, powerOf} from '../../src/theory/power-law.ts';
import {conserved, descend, memberOf, scaleFamily} from '../../src/theory/scale-family.ts';
import {contours, identities, lambdaMax} from './family.ts';
import {T6Parameters} from './parameters.ts';
import type {tables} from './tables.ts';

type Parameters = z.output<typeof T6Parameters>;
type Rows = RowsOf<typeof tables>;
type Replicate = ReturnType<typeof descendOnce>;

/** Gradient descent into the family of minima that rescaling makes of one. */
export default defineStudy(T6Parameters, (parameters, context): StudyFindings<Rows> => {
  const {replicates} = parameters;
  const runs = eachReplicate(replicates, context, 'random starts', (replicate) =>
    descendOnce(parameters, randomStream(context.seed, replicate)),
  );
  return {
    replicates,
    measures: measuresOf(parameters, runs),
    rows: {
      ends: endRows(runs),
      identities: runs.map((run, replicate) => ({replicate, ...run.identities})),
      paths: pathRows(runs),
      contours: contours(),
    },
    irregular: runs.flatMap(unfinished),
  };
});

/** One random start, descended from at every η, and the identities at a random point. */
function descendOnce({learningRates}: Parameters, stream: RandomStream) {
  const start = [0.2 + 2.6 * stream.uniform(), 0.2 + 2.6 * stream.uniform()] as const;
  const descents = learningRates.map((learningRate) => {
    const {path, ...how} = descend(start, learningRate);
    const end = path[path.length - 1];
    const stride = Math.ceil(path.length / 60);
    return {
      ...how,
      learningRate,
      end,
      drift: Math.abs(conserved(end) - conserved(start)),
      path: path.filter((_, step) => step % stride === 0 || step === path.length - 1),
    };
  });
  return {start, member: memberOf(start), descents, identities: identities(stream)};
}

const unfinished = ({start, descents}: Replicate): StudyRecord['irregular'] =>
  descents
    .filter(({converged}) => !converged)
    .map(({learningRate, gradientNorm, steps}) => ({
      outcome: 'not converged',
      detail: `start ${start.join(', ')}, η = ${learningRate}: |∇L| = ${gradientNorm} after ${steps} steps`,
    }));

/** The descent at the smallest η, the last. */
const finest = ({descents}: Replicate) => descents[descents.length - 1];

function measuresOf({learningRates}: Parameters, runs: readonly Replicate[]) {
  return [
    measure(
      'hessian',
      ['H′ = DHD', 'λ_max = a² + a⁻²'],
      runs.map(({identities: {hessian, sharpness}}) => [decades(hessian), decades(sharpness)]),
    ),
    measure(
      'function',
      ['same loss'],
      runs.map(({identities: {loss}}) => [decades(loss)]),
    ),
    measure(
      'conserved',
      ['w₁² − w₂²'],
      runs.map(({descents}) => [
        powerOf(descents.map(({learningRate, drift}) => [learningRate, drift])),
      ]),
    ),
    measure(
      'member',
      [`η = ${learningRates[learningRates.length - 1]}`],
      runs.map((run) => [Math.log(finest(run).end[0] / run.member)]),
    ),
  ];
}

const endRows = (runs: readonly Replicate[]): Rows['ends'] =>
  runs.flatMap(({start, member, descents}, replicate) =>
    descents.map(({learningRate, end, drift}) => ({
      replicate,
      learningRate,
      startFirst: start[0],
      startSecond: start[1],
      end: end[0],
      predicted: member,
      drift,
      sharpness: lambdaMax(scaleFamily.hessian(end)),
    })),
  );

const pathRows = (runs: readonly Replicate[]): Rows['paths'] =>
  runs.flatMap((run, replicate) =>
    finest(run).path.map(([first, second], step) => ({replicate, step, first, second})),
  );
