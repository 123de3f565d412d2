import type {Curvature} from '../../src/curvature/record.ts';
import type {Criterion} from '../../src/judging/claim.ts';
import {correlationEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import type {Estimate} from '../../src/judging/results.ts';
import {perSeed, seedsOf} from '../../src/stats/by-seed.ts';
import {partialRankCorrelation} from '../../src/stats/partial-correlation.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import {exclusionNotes} from '../../src/study/irregular.ts';
import {foundAt, probesOf, type ObservedRun, type Probe} from '../../src/study/observations.ts';
import type {Row} from '../../src/tables/declare.ts';
import {curvature} from '../../stages/measure-curvature/record.ts';
import {ratesColumns} from '../shared/run-columns.ts';
import {claims} from './claims.ts';
import * as tables from './tables.ts';

type End = Row<typeof tables.ends>;
type Norm = 'frobenius' | 'normalised';

/** What is held fixed, from nothing to all that is judged. */
const conditions: Readonly<Record<string, (end: End) => readonly number[]>> = {
  nothing: () => [],
  n: ({noise}) => [noise],
  'n and train loss': ({noise, trainLoss}) => [noise, trainLoss],
};
const judged = 'n and train loss';

/** Fewer cells than this say nothing of an order when two variables are held fixed. */
const fewestCells = 7;

/** Does sharpness order accuracy where n and the loss are known? */
export default ((observations) => {
  const {runs} = observations;
  const ends = endsOf(runs, probesOf(observations, curvature));
  return {
    evidence: [
      evidence(claims, 'X8', {
        planned: runs,
        estimates: {
          raw: (criterion) => estimate(criterion, ends, 'frobenius'),
          normalised: (criterion) => estimate(criterion, ends, 'normalised'),
        },
        notes: exclusionNotes(runs),
      }),
    ],
    tables: [tables.ends.fill(ends), tables.correlations.fill(correlationRows(ends))],
  };
}) satisfies Summarize;

const endsOf = (runs: readonly ObservedRun[], probes: readonly Probe<Curvature>[]): End[] =>
  runs.flatMap((run) => {
    const {found: training} = run;
    const {train, validation} = training?.result.target?.metrics ?? {};
    const found = foundAt(probes, run, 'target');
    if (training === undefined || found === undefined) return [];
    if (typeof train?.loss !== 'number' || typeof validation?.accuracy !== 'number') return [];
    return [
      {
        ...ratesColumns(run, training),
        trainLoss: train.loss,
        validationAccuracy: validation.accuracy,
        frobenius: found.invariants.frobenius.value,
        normalised: found.rescaled.frobenius?.value ?? null,
      },
    ];
  });

/** ρ of a norm with accuracy over the ends of one seed, with what is named held fixed. */
function rhoOf(own: readonly End[], norm: Norm, given: string): number {
  const known = own.filter((end) => end[norm] !== null);
  const held = known.map((end) => conditions[given](end));
  return partialRankCorrelation(
    known.map((end) => end[norm] ?? NaN),
    known.map(({validationAccuracy}) => validationAccuracy),
    (held.at(0) ?? []).map((_, which) => held.map((values) => values[which])),
  );
}

function estimate(criterion: Criterion, ends: readonly End[], norm: Norm): Estimate {
  const known = ends.filter((end) => end[norm] !== null);
  const counts = seedsOf(known)
    .map((seed) => known.filter((end) => end.seed === seed).length)
    .filter((count) => count >= fewestCells);
  const rho = perSeed(known, (own) =>
    own.length < fewestCells ? undefined : rhoOf(own, norm, judged),
  );
  // Two variables that are held fixed take two pairs with them.
  return correlationEstimate(criterion, rho, counts.length === 0 ? 0 : Math.min(...counts) - 2);
}

const correlationRows = (ends: readonly End[]): Row<typeof tables.correlations>[] =>
  seedsOf(ends).flatMap((seed) =>
    (['frobenius', 'normalised'] as const).flatMap((norm) =>
      Object.keys(conditions).flatMap((given) => {
        const own = ends.filter((end) => end.seed === seed);
        const rho = rhoOf(own, norm, given);
        return Number.isFinite(rho) ? [{seed, norm, given, rho}] : [];
      }),
    ),
  );
