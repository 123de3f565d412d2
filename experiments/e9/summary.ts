import {legacy} from '../legacy.ts';
import {breakdownOnset, changePointTest} from '../../src/stats/change-point.ts';
import {claims, smallestDrop} from './claims.ts';
import type {Criterion} from '../../src/judging/claim.ts';
import type {Estimate, Evidence, ExperimentSummary} from '../../src/judging/results.ts';
import {tidyTable} from '../../src/tables/tidy-table.ts';
import {accuracyStep, bestAccuracy, guessing} from '../shared/accuracy.ts';
import {bySeedAndLevel, distinct, seedsOf} from '../../src/stats/by-seed.ts';
import {readCell} from '../shared/cell.ts';
import {meanEstimate, oneSided} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import {irregularOf} from '../legacy.ts';
import type {ObservedRun, Observations} from '../legacy.ts';

/** One run of the sweep over β. */
interface Row {
  readonly trainSize: number;
  /** Factor on η at fixed S: 1, or ½ for the half-noise variant. */
  readonly noiseScale: number;
  readonly beta: number;
  /** `steps`: trained for as many steps as β = 1, to tell noise from a lack of steps; shown, not judged. */
  readonly control: string | null;
  readonly seed: number;
  readonly outcome: string;
  readonly steps: number;
  readonly validationAccuracy: number;
}

/** Breakdown at large β. */
export function summarizeE9(observations: Observations): ExperimentSummary {
  const {runs} = observations;
  const rows = runs.flatMap(rowOf);
  const sizes = distinct(runs.map(({cell}) => Number(readCell(cell).settings['train'])));
  const [small, large] = [sizes[0], sizes[sizes.length - 1]];
  return {
    experiment: 'E9',
    evidence: [shapeEvidence(runs, rows, large), onsetEvidence(runs, rows, small, large)],
    tables: [runTable(rows), onsetTable(rows)],
    irregular: irregularOf(observations),
  };
}

function rowOf({cell, found}: ObservedRun): Row[] {
  if (found === undefined) return [];
  const {settings, seed} = readCell(cell);
  const {outcome, end} = found.result;
  return [
    {
      trainSize: Number(settings['train']),
      noiseScale: Number(settings['noise']),
      beta: Number(settings['beta']),
      control: settings['control'] ?? null,
      seed,
      outcome,
      steps: end.step,
      validationAccuracy: bestAccuracy(found.result, 'validation'),
    },
  ];
}

const isJudged = (row: Pick<Row, 'noiseScale' | 'control'>) =>
  row.noiseScale === 1 && row.control === null;

/** Accuracy over β, a curve a seed, at the full noise and equal epochs. */
const curves = (rows: readonly Row[], trainSize: number) =>
  bySeedAndLevel(
    rows.filter((row) => row.trainSize === trainSize && isJudged(row)),
    ({beta}) => beta,
    ({validationAccuracy}) => validationAccuracy,
  );

const planned = (runs: readonly ObservedRun[], sizes: readonly number[]) =>
  runs.filter(({cell}) => {
    const {settings} = readCell(cell);
    const {train, noise, control = null} = settings;
    return sizes.includes(Number(train)) && isJudged({noiseScale: Number(noise), control});
  });

function shapeEvidence(
  runs: readonly ObservedRun[],
  rows: readonly Row[],
  trainSize: number,
): Evidence {
  const {levels, values} = curves(rows, trainSize);
  const test = changePointTest(levels, values, smallestDrop, accuracyStep);
  const tested =
    (index: number) =>
    (criterion: Criterion): Estimate => {
      const method = `Student test over seeds, p times ${Math.max(0, levels.length - 2)} inner β`;
      return oneSided(criterion, test?.tests[index], values.length, method);
    };
  return evidence(claims, 'E9a', {
    planned: planned(runs, [trainSize]),
    estimates: {drop: tested(0), bend: tested(1)},
    notes: divergedNotes(rows),
  });
}

function onsetEvidence(
  runs: readonly ObservedRun[],
  rows: readonly Row[],
  small: number,
  large: number,
): Evidence {
  const onsets = onsetRows(rows).filter(isJudged);
  const differences = onsets
    .filter(({trainSize}) => trainSize === large)
    .flatMap(({seed, onset}) => {
      const other = onsets.find((row) => row.trainSize === small && row.seed === seed);
      return other === undefined ? [] : [onset - other.onset];
    });
  const betas = distinct(rows.map(({beta}) => beta));
  const step = Math.max(0, ...betas.slice(1).map((beta, index) => beta - betas[index]));
  return evidence(claims, 'E9b', {
    planned: planned(runs, [small, large]),
    estimates: {onset: (criterion) => meanEstimate(criterion, differences, step)},
    notes: divergedNotes(rows),
  });
}

function divergedNotes(rows: readonly Row[]): string[] {
  const diverged = rows.filter(({outcome}) => outcome === 'diverged').length;
  if (diverged === 0) return [];
  return [
    `${diverged} of ${rows.length} runs diverged and count with the best accuracy that they had reached.`,
  ];
}

/** The onset of every seed's curve; seeds that lack a β have none. */
const onsetRows = (rows: readonly Row[]) =>
  groupsOf(rows).flatMap((group) => {
    const betas = distinct(group.map(({beta}) => beta));
    return seedsOf(group).flatMap((seed) => {
      const own = group.filter((row) => row.seed === seed).sort((a, b) => a.beta - b.beta);
      if (own.length < betas.length) return [];
      const accuracies = own.map(({validationAccuracy}) => validationAccuracy);
      const {trainSize, noiseScale, control} = own[0];
      const onset = breakdownOnset(betas, accuracies, guessing);
      return [{trainSize, noiseScale, control, seed, onset}];
    });
  });

/** Rows by train size, noise and control: each group holds whole curves over β. */
function groupsOf(rows: readonly Row[]): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const name = [row.trainSize, row.noiseScale, row.control].join();
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return [...groups.values()];
}

const runTable = (rows: readonly Row[]) =>
  tidyTable(
    'e9-runs',
    {
      trainSize: ['images', 'training images'],
      noiseScale: ['', 'factor on η at fixed S: 1, or the half-noise variant'],
      beta: ['', 'η = 0.1β, S = 50β'],
      control: ['', 'steps: as many steps as at β = 1, instead of as many epochs'],
      seed: ['', 'replicate'],
      outcome: ['', 'how the run ended'],
      steps: ['steps', 'SGD steps taken; they shrink with β at equal epochs'],
      validationAccuracy: ['', 'best accuracy on the validation images'],
    },
    rows.map((row) => ({...row})),
  );

const onsetTable = (rows: readonly Row[]) =>
  tidyTable(
    'e9-onsets',
    {
      trainSize: ['images', 'training images'],
      noiseScale: ['', 'factor on η at fixed S'],
      control: ['', 'steps: as many steps as at β = 1, instead of as many epochs'],
      seed: ['', 'replicate'],
      onset: ['', 'β at which a tenth of the height above guessing is lost'],
    },
    onsetRows(rows),
  );

export default legacy(summarizeE9);
