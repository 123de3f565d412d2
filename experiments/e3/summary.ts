import type {Criterion} from '../../src/judging/claim.ts';
import {oneSided} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import {bySeedAndLevel} from '../../src/stats/by-seed.ts';
import {interiorPeakTest} from '../../src/stats/interior-peak.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import type {ObservedRun, Training} from '../../src/study/observations.ts';
import type {Row} from '../../src/tables/declare.ts';
import {accuracyAfter, accuracyStep, rowAfter} from '../shared/accuracy.ts';
import {ratesColumns} from '../shared/run-columns.ts';
import {claims} from './claims.ts';
import * as tables from './tables.ts';

type Run = Row<typeof tables.runs>;

/** The peak of validation accuracy over n, after the same number of epochs in every cell. */
export default (({runs}) => {
  const rows = rowsOf(runs);
  const {levels, values} = bySeedAndLevel(
    rows,
    (row) => row.noise,
    (row) => row.validationAccuracy,
  );
  const test = interiorPeakTest(values, accuracyStep);
  const method = `paired Student test over seeds, p times ${Math.max(0, levels.length - 2)} inner n`;
  const tested = (index: number) => (criterion: Criterion) =>
    oneSided(criterion, () => test?.tests[index], values.length, method);
  const place = test && levels[test.place];
  return {
    evidence: [
      evidence(claims, 'E3', {
        planned: runs,
        estimates: {rise: tested(0), fall: tested(1)},
        notes: [...placeNotes(place), ...divergedNotes(rows, runs.length)],
      }),
    ],
    tables: [tables.runs.fill(rows)],
  };
}) satisfies Summarize;

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
  validationAccuracy: accuracyAfter(training.result, 'validation', epoch),
});

const placeNotes = (noise: number | undefined): string[] =>
  noise === undefined ? [] : [`Both are clearest at the inner n of ${noise.toPrecision(3)}.`];

function divergedNotes(rows: readonly Run[], planned: number): string[] {
  const diverged = rows.filter(({outcome}) => outcome === 'diverged').length;
  if (diverged === 0) return [];
  return [`${diverged} of ${planned} runs diverged and count with the accuracy of guessing.`];
}
