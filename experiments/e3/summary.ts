import type {Criterion} from '../../src/judging/claim.ts';
import {meanEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import type {ObservedRun, Training} from '../../src/study/observations.ts';
import type {Row} from '../../src/tables/declare.ts';
import {accuracyStep, lateAccuracy, rowAfter} from '../shared/accuracy.ts';
import {ratesColumns} from '../shared/run-columns.ts';
import {claims, peak} from './claims.ts';
import * as tables from './tables.ts';

type Run = Row<typeof tables.runs>;

/** The fall of validation accuracy towards high n, after the same number of epochs in every cell. */
export default (({runs}) => {
  const rows = rowsOf(runs);
  const rates = comparedRates(rows);
  const tested = (rate: number | undefined) => (criterion: Criterion) =>
    meanEstimate(criterion, rate === undefined ? [] : differences(rows, rate), accuracyStep);
  return {
    evidence: [
      evidence(claims, 'E3', {
        planned: runs,
        estimates: {fall: tested(rates.highest), rise: tested(rates.lowest)},
        notes: [...rateNotes(rates.highest), ...divergedNotes(rows, runs.length)],
      }),
    ],
    tables: [tables.runs.fill(rows)],
  };
}) satisfies Summarize;

/** The ends of the sweep at the batch size of the peak where every seed stayed finite. */
function comparedRates(rows: readonly Run[]): {lowest?: number; highest?: number} {
  const sweep = rows.filter(({batchSize}) => batchSize === peak.batchSize);
  const lost = new Set(
    sweep.filter(({outcome}) => outcome === 'diverged').map(({learningRate}) => learningRate),
  );
  const rates = sweep.map(({learningRate}) => learningRate).filter((rate) => !lost.has(rate));
  const [below, above] = [
    rates.filter((rate) => rate < peak.learningRate),
    rates.filter((rate) => rate > peak.learningRate),
  ];
  return {
    ...(below.length > 0 && {lowest: Math.min(...below)}),
    ...(above.length > 0 && {highest: Math.max(...above)}),
  };
}

/** Accuracy at the peak less that at another learning rate, one a seed. */
function differences(rows: readonly Run[], rate: number): number[] {
  const at = (learningRate: number) =>
    rows.filter((row) => row.learningRate === learningRate && row.batchSize === peak.batchSize);
  return at(peak.learningRate).flatMap(({seed, validationAccuracy}) => {
    const other = at(rate).find((row) => row.seed === seed);
    return other ? [validationAccuracy - other.validationAccuracy] : [];
  });
}

/** Cells whose endpoints E4 joins train on; here all are read at the epochs of the shortest. */
function rowsOf(runs: readonly ObservedRun[]): Run[] {
  const epoch = Math.min(...runs.map(({found}) => found?.plan.limits.epochs ?? Infinity));
  return runs.flatMap((run) => (run.found === undefined ? [] : [rowOf(run, run.found, epoch)]));
}

const rowOf = (run: ObservedRun, training: Training, epoch: number): Run => ({
  ...ratesColumns(run, training),
  outcome: training.result.outcome,
  epoch,
  trainLoss: rowAfter(training.result, epoch)?.metrics.train?.loss ?? null,
  validationAccuracy: lateAccuracy(training.result, 'validation', epoch),
});

const rateNotes = (highest: number | undefined): string[] => [
  highest === undefined
    ? 'No learning rate above the peak stayed finite in every seed.'
    : `The highest η at which every seed stayed finite is ${highest}.`,
];

function divergedNotes(rows: readonly Run[], planned: number): string[] {
  const diverged = rows.filter(({outcome}) => outcome === 'diverged').length;
  return diverged === 0 ? [] : [`${diverged} of ${planned} runs diverged and are not compared.`];
}
