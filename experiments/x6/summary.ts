import {meanEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import type {GradientNoise} from '../../src/curvature/record.ts';
import {distinct, mean, perSeed} from '../../src/stats/by-seed.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import {probesOf, type Probe} from '../../src/study/observations.ts';
import type {Row} from '../../src/tables/declare.ts';
import {noise} from '../../stages/measure-noise/record.ts';
import {onsetRows, runRows} from '../e9/curves.ts';
import {E9Settings} from '../e9/settings.ts';
import {claims} from './claims.ts';
import * as tables from './tables.ts';

type Scale = Row<typeof tables.scales>;

/** S = 50β of E9. */
const batchSizeAt = (beta: number): number => 50 * beta;

/** Two batch sizes beside each other: where accuracy breaks down, and where noise and gradient are equal. */
export default ((observations) => {
  const probes = probesOf(observations, noise);
  const onsets = onsetRows(runRows(observations.runs));
  const scales = probes.map((probe) => scaleRow(probe, onsets));
  const unknown = scales.filter(({noiseScale}) => noiseScale === null).length;
  const bounds = scales.filter(({breakdown, reached}) => breakdown !== null && !reached).length;
  return {
    evidence: [
      evidence(claims, 'X6', {
        planned: [...observations.runs, ...probes],
        estimates: {
          scale: (criterion) => meanEstimate(criterion, perSeed(scales, logRatio), 0),
          order: (criterion) => meanEstimate(criterion, perSeed(scales, concordance), 0),
        },
        notes: [
          ...note(unknown, scales.length, 'have a gradient that cannot be told from 0'),
          ...note(bounds, scales.length, 'never lose a tenth: their S is a bound'),
        ],
      }),
    ],
    tables: [tables.scales.fill(scales)],
  };
}) satisfies Summarize;

const note = (count: number, of: number, what: string): string[] =>
  count === 0 ? [] : [`${count} of ${of} curves ${what}.`];

function scaleRow(
  {at: [{run}], replicate: seed, found}: Probe<GradientNoise>,
  onsets: ReturnType<typeof onsetRows>,
): Scale {
  const {trainSize} = E9Settings.parse(run.settings);
  const onset = onsets.find((row) => row.trainSize === trainSize && row.seed === seed);
  const trace = found?.invariants.trace.value ?? null;
  const squaredGradient = found === undefined ? null : squareOf(found, trainSize);
  const isKnown = trace !== null && squaredGradient !== null && squaredGradient > 0;
  return {
    trainSize,
    seed,
    breakdown: onset === undefined ? null : batchSizeAt(onset.onset),
    reached: onset?.reached ?? false,
    trace,
    squaredGradient,
    noiseScale: isKnown ? trace / squaredGradient : null,
  };
}

/** ‖ḡ‖² of the mean over all N training images, from m of them: their mean is longer by Tr C·(1/m − 1/N). */
const squareOf = (
  {gradientNorm, images, invariants: {trace}}: GradientNoise,
  trainSize: number,
): number => gradientNorm ** 2 - trace.value * (1 / images - 1 / trainSize);

const logs = ({breakdown, noiseScale}: Scale) =>
  [Math.log(breakdown ?? NaN), Math.log(noiseScale ?? NaN)] as const;

/** Mean over train sizes of ln(S of the breakdown / noise scale). */
const logRatio = (own: readonly Scale[]): number =>
  mean(
    own.map((scale) => {
      const [breakdown, noiseScale] = logs(scale);
      return breakdown - noiseScale;
    }),
  );

/** Product of the differences of both logarithms between the largest and the smallest train set. */
function concordance(own: readonly Scale[]): number | undefined {
  const sizes = distinct(own.map(({trainSize}) => trainSize));
  const at = (size: number | undefined) => own.find(({trainSize}) => trainSize === size);
  const [small, large] = [at(sizes.at(0)), at(sizes.at(-1))];
  if (small === undefined || large === undefined || small === large) return undefined;
  const [[breakdown, noiseScale], [other, otherScale]] = [logs(large), logs(small)];
  return (breakdown - other) * (noiseScale - otherScale);
}
