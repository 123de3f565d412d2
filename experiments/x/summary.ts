import {curvatureAt, legacy} from '../legacy.ts';
import {spearman} from '../../src/stats/rank-correlation.ts';
import type {GradientNoise} from '../../src/curvature/record.ts';
import {claims} from './claims.ts';
import type {ExperimentSummary} from '../../src/judging/results.ts';
import type {Table} from '../../src/tables/table.ts';
import {tidyTable} from '../../src/tables/tidy-table.ts';
import {mean, perSeed, seedsOf} from '../../src/stats/by-seed.ts';
import {readCell} from '../shared/cell.ts';
import {correlationEstimate, meanEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import {
  convergedValue,
  hessianColumns,
  hessianMeanings,
  type HessianColumns,
} from '../shared/hessian.ts';
import {exclusionNotes} from '../../src/study/irregular.ts';
import {irregularOf} from '../legacy.ts';
import {logRatio} from '../shared/lines.ts';
import type {Observations, Probe} from '../legacy.ts';

/** The third factor: the covariance of the gradients, measured (X1, X2) and moved (X3). */
export function summarizeX(observations: Observations): ExperimentSummary {
  const {noise, runs} = observations;
  const measured = noise.flatMap(({cell, snapshot, found}) =>
    found === undefined ? [] : [{seed: readCell(cell).seed, snapshot, ...found}],
  );
  const largestIsotropy = perSeed(measured, (own) =>
    Math.log10(Math.max(...own.map(({isotropy}) => isotropy))),
  );
  const decay = perSeed(measured, (own) => mean(own.map(decayOf)));
  const sizes = Math.min(...measured.map(({gaussianity}) => gaussianity.length));
  const ends = endsOf(observations);
  return {
    experiment: 'X',
    evidence: [
      evidence(claims, 'X1', {
        planned: noise,
        estimates: {isotropy: (c) => meanEstimate(c, largestIsotropy, 0)},
      }),
      evidence(claims, 'X2', {
        planned: noise,
        estimates: {decay: (c) => correlationEstimate(c, decay, sizes)},
      }),
      evidence(claims, 'X3', {
        planned: runs,
        estimates: {'norm-ratio': (c) => meanEstimate(c, normRatios(ends), 0)},
        notes: exclusionNotes(runs),
      }),
    ],
    tables: [noiseTable(noise), gaussianityTable(noise), endTable(ends)],
    irregular: irregularOf(observations),
  };
}

/** Rank correlation of S with the distance from a Gaussian. */
const decayOf = ({gaussianity}: GradientNoise): number =>
  spearman(
    gaussianity.map(({batchSize}) => batchSize),
    gaussianity.map(({statistic}) => statistic),
  );

/** An endpoint at the common train loss, with the strength of the added variance (0: none). */
interface End extends HessianColumns {
  readonly seed: number;
  readonly strength: number;
  readonly validationAccuracy: number | null;
}

function endsOf({runs, curvature}: Observations): End[] {
  return runs.flatMap(({cell, found}) => {
    const target = found?.result.target ?? null;
    if (target === null) return [];
    const {settings, seed} = readCell(cell);
    return [
      {
        seed,
        strength: Number(settings['strength'] ?? 0),
        ...hessianColumns(curvatureAt(curvature, cell, 'target')),
        validationAccuracy: target.metrics.validation?.accuracy ?? null,
      },
    ];
  });
}

/** ln(norm with the most added variance / norm without), one a seed. */
function normRatios(ends: readonly End[]): number[] {
  const strongest = Math.max(...ends.map(({strength}) => strength));
  return seedsOf(ends).flatMap((seed) => {
    const at = (strength: number) =>
      ends.find((end) => end.seed === seed && end.strength === strength)?.frobenius ?? null;
    const ratio = strongest > 0 ? logRatio(at(strongest), at(0)) : null;
    return ratio === null ? [] : [ratio];
  });
}

const endTable = (ends: readonly End[]): Table =>
  tidyTable(
    'x3-runs',
    {
      seed: ['', 'replicate'],
      strength: ['', 'standard deviation of the weight of an example; 0: plain SGD'],
      ...hessianMeanings,
      validationAccuracy: ['', 'accuracy on the validation images then'],
    },
    ends.map((end) => ({...end})),
  );

const noiseTable = (probes: readonly Probe<GradientNoise>[]): Table =>
  tidyTable(
    'x-noise',
    {
      seed: ['', 'replicate'],
      snapshot: ['', 'when it was measured'],
      trace: ['', 'Tr C, the variance of a gradient over examples'],
      traceError: ['', 'one standard error of its random probes'],
      probesConverged: ['', 'whether these probes reached the precision that was asked for'],
      isotropy: ['', '(Tr C)²/(D·Tr C²): 1 for C = σ²I'],
      alignment: ['', 'cosine between C and the Hessian'],
      alignmentError: ['', 'one standard error of its random probes'],
      largest: ['', 'largest eigenvalue of C; empty where it did not converge'],
    },
    probes.flatMap(({cell, snapshot, found}) => {
      if (found === undefined) return [];
      return [
        {
          seed: readCell(cell).seed,
          snapshot,
          trace: found.invariants.trace.value,
          traceError: found.invariants.trace.standardError,
          probesConverged: found.invariants.converged,
          isotropy: found.isotropy,
          alignment: found.alignment.value,
          alignmentError: found.alignment.standardError,
          largest: convergedValue(found.largest[0]),
        },
      ];
    }),
  );

const gaussianityTable = (probes: readonly Probe<GradientNoise>[]): Table =>
  tidyTable(
    'x-gaussianity',
    {
      seed: ['', 'replicate'],
      snapshot: ['', 'when it was measured'],
      batchSize: ['images', 'batch size S'],
      distance: ['', 'Anderson–Darling A² of minibatch gradients, mean over directions'],
      gaussian: ['', 'the same for exactly Gaussian noise: mean'],
      gaussian95: ['', 'and 95% quantile'],
      p: ['', 'p of exactly Gaussian noise being as far off'],
      excessKurtosis: ['', 'excess kurtosis of minibatch gradients; the limit theorem gives κ/S'],
    },
    probes.flatMap(({cell, snapshot, found}) =>
      (found?.gaussianity ?? []).map((each) => ({
        seed: readCell(cell).seed,
        snapshot,
        batchSize: each.batchSize,
        distance: each.statistic,
        gaussian: each.nullMean,
        gaussian95: each.null95,
        p: each.pValue,
        excessKurtosis: each.excessKurtosis,
      })),
    ),
  );

export default legacy(summarizeX);
