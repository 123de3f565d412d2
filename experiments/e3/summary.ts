import {legacy} from '../legacy.ts';
import {interiorPeakTest} from '../../src/stats/interior-peak.ts';
import {claims} from './claims.ts';
import type {Criterion} from '../../src/judging/claim.ts';
import type {Estimate, ExperimentSummary} from '../../src/judging/results.ts';
import {tidyTable} from '../../src/tables/tidy-table.ts';
import {accuracyAfter, accuracyStep, rowAfter} from '../shared/accuracy.ts';
import {bySeedAndLevel} from '../../src/stats/by-seed.ts';
import {readCell} from '../shared/cell.ts';
import {oneSided} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import {irregularOf} from '../legacy.ts';
import type {ObservedRun, Observations} from '../legacy.ts';

/** The peak of validation accuracy over n, after the same number of epochs in every cell. */
export function summarizeE3(observations: Observations): ExperimentSummary {
  const {runs} = observations;
  const rows = rowsOf(runs);
  const {levels, values} = bySeedAndLevel(
    rows,
    (row) => row.noise,
    (row) => row.validationAccuracy,
  );
  const test = interiorPeakTest(values, accuracyStep);
  const tested =
    (index: number) =>
    (criterion: Criterion): Estimate =>
      oneSided(
        criterion,
        test?.tests[index],
        values.length,
        `paired Student test over seeds, p times ${Math.max(0, levels.length - 2)} inner n`,
      );
  const diverged = rows.filter((row) => row.outcome === 'diverged').length;
  return {
    experiment: 'E3',
    evidence: [
      evidence(claims, 'E3', {
        planned: runs,
        estimates: {rise: tested(0), fall: tested(1)},
        notes: [
          ...(test
            ? [`Both are clearest at the inner n of ${levels[test.place].toPrecision(3)}.`]
            : []),
          ...(diverged === 0
            ? []
            : [
                `${diverged} of ${runs.length} runs diverged and count with the accuracy of guessing.`,
              ]),
        ],
      }),
    ],
    tables: [
      tidyTable(
        'e3-runs',
        {
          learningRate: ['', 'learning rate η'],
          batchSize: ['images', 'batch size S'],
          noise: ['', 'n = η/S'],
          seed: ['', 'replicate'],
          outcome: ['', 'how the run ended'],
          epoch: ['epochs', 'when it was measured, the same for all'],
          trainLoss: ['nat', 'train loss then; empty where it was not finite'],
          validationAccuracy: ['', 'accuracy on the validation images then; diverged: guessing'],
        },
        rows,
      ),
    ],
    irregular: irregularOf(observations),
  };
}

/** Cells whose endpoints E4 joins train on; here all are read at the epochs of the shortest. */
function rowsOf(runs: readonly ObservedRun[]) {
  const finished = runs.flatMap(({cell, found}) => (found === undefined ? [] : [{cell, found}]));
  const epoch = Math.min(...finished.map(({found}) => found.plan.limits.epochs ?? Infinity));
  return finished.map(({cell, found: {plan, result}}) => ({
    learningRate: plan.learningRate,
    batchSize: plan.batchSize,
    noise: plan.learningRate / plan.batchSize,
    seed: readCell(cell).seed,
    outcome: result.outcome,
    epoch,
    trainLoss: rowAfter(result, epoch)?.metrics.train?.loss ?? null,
    validationAccuracy: accuracyAfter(result, 'validation', epoch),
  }));
}

export default legacy(summarizeE3);
