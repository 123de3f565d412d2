import {linearRegression} from 'simple-statistics';
import {type RandomStream, randomStream} from '../../src/compute/random.ts';
import type {Irregular} from '../../src/judging/results.ts';
import {tidyTable} from '../../src/tables/tidy-table.ts';
import {save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import {
  add,
  frobenius,
  type Matrix,
  multiply,
  symmetricEigenvalues,
} from '../../src/theory/linear-algebra.ts';
import {
  conserved,
  descend,
  memberOf,
  scaleFamily,
  sharpnessOf,
} from '../../src/theory/scale-family.ts';
import {measure, TheoryStudy} from '../study/record.ts';
import type {descendFamily} from './stage.ts';

const decades = (value: number) => Math.log10(Math.max(value, Number.EPSILON));
const lambdaMax = (hessian: Matrix) => symmetricEigenvalues(hessian)[hessian.length - 1];

/** The Hessian by central differences of the loss alone, which knows none of the formulas. */
function numericHessian(point: readonly number[]): Matrix {
  const h = 1e-3;
  const at = (moves: readonly number[]) => scaleFamily.value(point.map((x, i) => x + h * moves[i]));
  const along = (i: number, j: number, signs: readonly [number, number]) =>
    at(point.map((_, k) => signs[0] * Number(k === i) + signs[1] * Number(k === j)));
  return point.map((_, i) =>
    point.map(
      (__, j) =>
        (along(i, j, [1, 1]) -
          along(i, j, [1, -1]) -
          along(i, j, [-1, 1]) +
          along(i, j, [-1, -1])) /
        (4 * h * h),
    ),
  );
}

/** Errors of H′ = DHD at a random point and of λ_max = a² + a⁻² at a random minimum, and of L. */
function identities(stream: RandomStream) {
  const between = (low: number, high: number) => low + (high - low) * stream.uniform();
  const alpha = Math.exp(between(-1, 1));
  const point = [between(0.3, 2), between(0.3, 2)];
  const image = [alpha * point[0], point[1] / alpha];
  const d = [
    [1 / alpha, 0],
    [0, alpha],
  ];
  const predicted = multiply(multiply(d, scaleFamily.hessian(point)), d);
  const a = Math.exp(between(-1, 1));
  return {
    alpha,
    hessian: frobenius(add(numericHessian(image), predicted, -1)) / frobenius(predicted),
    sharpness: Math.abs(lambdaMax(numericHessian([a, 1 / a])) / sharpnessOf(a) - 1),
    loss: Math.abs(scaleFamily.value(image) - scaleFamily.value(point)),
  };
}

const levels = [0, 0.01, 0.05, 0.2, 0.5, 1, 2, 4];
const widest = 3.6;

/** Contours of L within the picture: w₁w₂ = 1 ± √(2L), every branch a line. */
const contours = () =>
  levels.flatMap((loss) =>
    (loss === 0 ? [0] : [-1, 1]).flatMap((sign) => {
      const product = 1 + sign * Math.sqrt(2 * loss);
      if (product <= 0) return [];
      const least = Math.log(product / widest);
      return Array.from({length: 61}, (_, step) => {
        const first = Math.exp(least + (step / 60) * (Math.log(widest) - least));
        return {loss, branch: sign, step, first, second: product / first};
      });
    }),
  );

export default (async ({parameters, outputs, seed, progress}) => {
  const {learningRates, replicates} = parameters;
  const irregular: Irregular[] = [];
  const runs = Array.from({length: replicates}, (_, replicate) => {
    progress(replicate, replicates, 'random starts');
    const stream = randomStream(seed, replicate);
    const start = [0.2 + 2.6 * stream.uniform(), 0.2 + 2.6 * stream.uniform()] as const;
    const member = memberOf(start);
    const descents = learningRates.map((learningRate) => {
      const {path, converged, steps, gradientNorm} = descend(start, learningRate);
      const end = path[path.length - 1];
      if (!converged) {
        irregular.push({
          node: 'descend-family',
          outcome: 'not converged',
          detail: `start ${start.join(', ')}, η = ${learningRate}: |∇L| = ${gradientNorm} after ${steps} steps`,
        });
      }
      return {
        learningRate,
        end,
        drift: Math.abs(conserved(end) - conserved(start)),
        path: path.filter(
          (__, step) => step % Math.ceil(path.length / 60) === 0 || step === path.length - 1,
        ),
      };
    });
    return {start, member, descents, identities: identities(stream)};
  });
  const smallest = learningRates.length - 1;
  const slope = (pairs: [number, number][]) =>
    linearRegression(pairs.map(([x, y]) => [Math.log(x), Math.log(y)])).m;
  await save(TheoryStudy, outputs.study, {
    claim: 'T6',
    replicates,
    measures: [
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
          slope(descents.map(({learningRate, drift}): [number, number] => [learningRate, drift])),
        ]),
      ),
      measure(
        'member',
        [`η = ${learningRates[smallest]}`],
        runs.map(({member, descents}) => [Math.log(descents[smallest].end[0] / member)]),
      ),
    ],
    tables: [
      tidyTable(
        'theory-family-ends',
        {
          replicate: ['', 'random start'],
          learningRate: ['1', 'η'],
          startFirst: ['1', 'w₁ at the start'],
          startSecond: ['1', 'w₂ at the start'],
          end: ['1', 'a, where gradient descent ended at (a, 1/a)'],
          predicted: ['1', 'a by conservation of w₁² − w₂²'],
          drift: ['1', '|change of w₁² − w₂²|'],
          sharpness: ['loss', 'λ_max at the end'],
        },
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
        ),
      ),
      tidyTable(
        'theory-family-identities',
        {
          replicate: ['', 'random point and α'],
          alpha: ['1', 'α of (w₁, w₂) ↦ (αw₁, w₂/α)'],
          hessian: ['1', '‖H′ − DHD‖/‖DHD‖, H′ by differences of the loss'],
          sharpness: ['1', '|λ_max/(a² + a⁻²) − 1| at a random minimum, by differences'],
          loss: ['loss', '|L′ − L|'],
        },
        runs.map((run, replicate) => ({replicate, ...run.identities})),
      ),
      tidyTable(
        'theory-family-paths',
        {
          replicate: ['', 'random start'],
          step: ['', 'order along the path'],
          first: ['1', 'w₁'],
          second: ['1', 'w₂'],
        },
        runs.flatMap(({descents}, replicate) =>
          descents[smallest].path.map(([first, second], step) => ({
            replicate,
            step,
            first,
            second,
          })),
        ),
      ),
      tidyTable(
        'theory-family-contours',
        {
          loss: ['loss', 'L = ½(w₁w₂ − 1)² along the line; 0 is the family of minima'],
          branch: ['', 'on which side of the family: −1 towards the origin, 1 away from it'],
          step: ['', 'order along the line'],
          first: ['1', 'w₁'],
          second: ['1', 'w₂'],
        },
        contours(),
      ),
    ],
    irregular,
    notes: [],
  });
}) satisfies StageBody<typeof descendFamily>;
