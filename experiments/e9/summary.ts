import type {Criterion} from '../../src/judging/claim.ts';
import {meanEstimate, oneSided} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import type {Evidence} from '../../src/judging/results.ts';
import {distinct} from '../../src/stats/by-seed.ts';
import {changePointTest} from '../../src/stats/change-point.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import type {ObservedRun} from '../../src/study/observations.ts';
import type {Row} from '../../src/tables/declare.ts';
import {accuracyStep, bestAccuracy} from '../shared/accuracy.ts';
import {claims, smallestDrop} from './claims.ts';
import {isJudged, judgedCurves, onsetRows} from './curves.ts';
import {E9Settings} from './settings.ts';
import * as tables from './tables.ts';

type Run = Row<typeof tables.runs>;
type Onset = Row<typeof tables.onsets>;

/** Breakdown at large β. */
export default (({runs: observed}) => {
  const planned = observed.map((run) => ({...run, settings: E9Settings.parse(run.settings)}));
  const sizes = distinct(planned.map(({settings}) => settings.trainSize));
  const [small, large] = [sizes[0], sizes[sizes.length - 1]];
  const judged = (...trainSizes: readonly number[]) =>
    planned.filter(({settings}) => trainSizes.includes(settings.trainSize) && isJudged(settings));
  const runs = planned.flatMap(runRow);
  const onsets = onsetRows(runs);
  return {
    evidence: [
      shapeEvidence(judged(large), runs, large),
      onsetEvidence(judged(small, large), runs, onsetGains(onsets, small, large)),
    ],
    tables: [tables.runs.fill(runs), tables.onsets.fill(onsets)],
  };
}) satisfies Summarize;

/** A run of the sweep, with its settings read. */
type Planned = ObservedRun & {readonly settings: E9Settings};

function runRow({node, settings, replicate, found}: Planned): Run[] {
  if (found === undefined) return [];
  const {outcome, end} = found.result;
  const {trainSize, noiseScale, beta, control} = settings;
  return [
    {
      node,
      trainSize,
      noiseScale,
      beta,
      control,
      seed: replicate,
      outcome,
      steps: end.step,
      validationAccuracy: bestAccuracy(found.result, 'validation'),
    },
  ];
}

function shapeEvidence(
  planned: readonly Planned[],
  runs: readonly Run[],
  trainSize: number,
): Evidence {
  const {levels, values} = judgedCurves(runs, trainSize);
  const test = changePointTest(levels, values, smallestDrop, accuracyStep);
  const method = `Student test over seeds, p times ${Math.max(0, levels.length - 2)} inner β`;
  const tested = (index: number) => (criterion: Criterion) =>
    oneSided(criterion, () => test?.tests[index], values.length, method);
  return evidence(claims, 'E9a', {
    planned,
    estimates: {drop: tested(0), bend: tested(1)},
    notes: divergedNotes(runs),
  });
}

function onsetEvidence(
  planned: readonly Planned[],
  runs: readonly Run[],
  gains: readonly number[],
): Evidence {
  const betas = distinct(runs.map(({beta}) => beta));
  const step = Math.max(0, ...betas.slice(1).map((beta, index) => beta - betas[index]));
  return evidence(claims, 'E9b', {
    planned,
    estimates: {onset: (criterion) => meanEstimate(criterion, gains, step)},
    notes: divergedNotes(runs),
  });
}

/** By how much β is larger at the onset of the large train set than at that of the small one, one a seed. */
const onsetGains = (onsets: readonly Onset[], small: number, large: number): number[] =>
  onsets
    .filter((row) => row.trainSize === large && isJudged(row))
    .flatMap(({seed, onset}) => {
      const other = onsets.find(
        (row) => row.trainSize === small && row.seed === seed && isJudged(row),
      );
      return other === undefined ? [] : [onset - other.onset];
    });

function divergedNotes(runs: readonly Run[]): string[] {
  const diverged = runs.filter(({outcome}) => outcome === 'diverged').length;
  if (diverged === 0) return [];
  return [
    `${diverged} of ${runs.length} runs diverged and count with the best accuracy that they had reached.`,
  ];
}
