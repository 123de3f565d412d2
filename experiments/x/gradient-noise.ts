import type {GradientNoise} from '../../src/curvature/record.ts';
import {mean, perSeed} from '../../src/stats/by-seed.ts';
import {spearman} from '../../src/stats/rank-correlation.ts';
import type {Probe} from '../../src/study/observations.ts';
import type {Row} from '../../src/tables/declare.ts';
import {convergedValue} from '../shared/hessian.ts';
import type * as tables from './tables.ts';

/** The gradient noise of one replicate at one moment of its training. */
interface Measured extends GradientNoise {
  readonly node: string;
  readonly seed: number;
  readonly snapshot: string;
}

/** What the probes that finished have found. */
export const measuredNoise = (probes: readonly Probe<GradientNoise>[]): Measured[] =>
  probes.flatMap(({node, replicate, at: [{snapshot}], found}) =>
    found === undefined ? [] : [{node, seed: replicate, snapshot, ...found}],
  );

/** log₁₀ of the largest isotropy index of any moment, one a seed. */
export const largestIsotropy = (measured: readonly Measured[]): number[] =>
  perSeed(measured, (own) => Math.log10(Math.max(...own.map(({isotropy}) => isotropy))));

/** Rank correlations of S with the distance from a Gaussian, and the fewest S behind any of them. */
export const gaussianDecay = (measured: readonly Measured[]) => ({
  rho: perSeed(measured, (own) => mean(own.map(decayOf))),
  sizes: Math.min(...measured.map(({gaussianity}) => gaussianity.length)),
});

const decayOf = ({gaussianity}: GradientNoise): number =>
  spearman(
    gaussianity.map(({batchSize}) => batchSize),
    gaussianity.map(({statistic}) => statistic),
  );

export const noiseRow = ({node, seed, snapshot, ...found}: Measured): Row<typeof tables.noise> => ({
  node,
  seed,
  snapshot,
  trace: found.invariants.trace.value,
  traceError: found.invariants.trace.standardError,
  isotropy: found.isotropy,
  alignment: found.alignment.value,
  alignmentError: found.alignment.standardError,
  largest: convergedValue(found.largest[0]),
});

export const gaussianityRows = ({
  node,
  seed,
  snapshot,
  gaussianity,
}: Measured): Row<typeof tables.gaussianity>[] =>
  gaussianity.map((each) => ({
    node,
    seed,
    snapshot,
    batchSize: each.batchSize,
    distance: each.statistic,
    gaussian: each.nullMean,
    gaussian95: each.null95,
    p: each.pValue,
    excessKurtosis: each.excessKurtosis,
  }));
