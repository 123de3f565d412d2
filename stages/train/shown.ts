import type {Shown} from '../../src/pipeline/shown.ts';
import type {HistoryRow} from '../../src/training/record.ts';
import {trainingRecord} from './record.ts';

/** What `--show` tells of the record of a training: how it ended, and its curves. */
export async function shownTraining(path: string): Promise<Shown> {
  const {parameterCount, result} = await trainingRecord.read(path);
  const {outcome, history, end, target} = result;
  // The end of a diverged run is its last row; that of others may come after it.
  const rows = history.at(-1)?.step === end.step ? history : [...history, end];
  const curve = (title: string, valueOf: (row: HistoryRow) => number | null | undefined) => ({
    title,
    along: 'epochs',
    points: rows.map((row) => [row.epoch, valueOf(row) ?? null] as const),
  });
  return {
    facts: [
      [
        'outcome',
        `${outcome} after ${end.step} steps (${Number(end.epoch.toPrecision(4))} epochs)`,
      ],
      ...(target === null
        ? []
        : [['target', `train loss ${target.trainLoss} at step ${target.step}`] as const]),
      ...accuracies(end),
      ['weights', `${parameterCount} trained`],
    ],
    curves: [
      curve('train loss [nat]', ({metrics}) => metrics.train?.loss),
      curve('validation accuracy', ({metrics}) => metrics.validation?.accuracy),
      curve('test accuracy', ({metrics}) => metrics.test?.accuracy),
    ].filter(({points}) => points.filter(([, value]) => value !== null).length > 1),
  };
}

/** On every part of the data, at the end. */
const accuracies = ({metrics}: HistoryRow): [name: string, value: string][] => {
  const known = Object.entries(metrics).map(([set, {accuracy}]) => `${set} ${accuracy}`);
  return known.length === 0 ? [] : [['accuracy', known.join(', ')]];
};
