import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import type {ExperimentSummary} from '../../src/paper/results.ts';
import {TrainingPlan} from '../../src/training/plan.ts';
import judge from '../../stages/bodies/judge-claims.ts';
import summarize from '../../stages/bodies/summarize.ts';
import {curvature} from '../../stages/kinds/curvature.ts';
import {experimentSummary} from '../../stages/kinds/experiment-summary.ts';
import {trainingRecord} from '../../stages/kinds/training-record.ts';
import {verdicts} from '../../stages/kinds/verdicts.ts';
import {curvature as probeOf, row} from '../paper/summaries/observe.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'summarize-'));
});
afterEach(() => rm(folder, {recursive: true}));

const quiet = {
  seed: 1,
  lineage: [],
  scratch: '',
  signal: new AbortController().signal,
  progress: () => undefined,
  log: () => undefined,
};
const file = <Kind extends string>(kind: Kind, name: string) => ({
  kind,
  path: join(folder, name),
  sha256: '',
});
const cells = [1, 2, 3, 4, 5, 6].flatMap((scale) =>
  [1, 2, 3].map((seed) => ({scale, name: `E1/lr=${scale / 100},batch=100/seed=${seed}`})),
);

/** E1 with 18 runs; at the target the norm falls with n. The last run failed, and its probe with it. */
async function summarizeE1(): Promise<ExperimentSummary> {
  const finished = cells.slice(0, -1);
  for (const [index, {scale, name}] of finished.entries()) {
    const reached = row(5, {
      train: {loss: 0.3, accuracy: 0.9},
      validation: {loss: 0.5, accuracy: 0.8 + scale / 100 + index / 1e5},
    });
    await trainingRecord.write(join(folder, `run-${index}`), {
      dataset: {name: 'fashion-mnist', extent: 'sample'},
      model: {
        family: 'mlp',
        depth: 4,
        width: 8,
        batchNorm: true,
        initialisation: {kind: 'he-normal'},
      },
      parameterCount: 100,
      plan: TrainingPlan.parse({
        learningRate: scale / 100,
        batchSize: 100,
        trainSize: 100,
        limits: {epochs: 10},
        target: {trainLoss: 0.3},
      }),
      seed: 1,
      noise: scale / 1e4,
      effectiveNoise: scale / 1e4,
      result: {
        outcome: 'reached target',
        history: [row(0, {}), reached],
        target: {...reached, trainLoss: 0.3},
        end: reached,
        snapshots: [],
      },
    });
    const {found = null} = probeOf(name, 'target', {frobenius: (10 + index / 1e5) / scale});
    await curvature.write(join(folder, `probe-${index}`), {
      snapshot: 'target',
      found: index === 0 ? null : found,
      reason: index === 0 ? 'The loss is not finite.' : '',
    });
  }
  const isThere = (index: number) => index < finished.length;
  await summarize({
    ...quiet,
    parameters: {
      experiment: 'E1',
      runs: cells.map(({name}) => name),
      curvature: cells.map(({name}) => ({cell: name, snapshot: 'target'})),
      noise: [],
      lines: [],
      planes: [],
    },
    inputs: {
      runs: cells.map(({name}, index) => ({
        node: `train/${name}`,
        ...(isThere(index) && {file: file('training-record', `run-${index}`)}),
      })),
      curvature: cells.map(({name}, index) => ({
        node: `measure-curvature/${name}`,
        ...(isThere(index) && {file: file('curvature', `probe-${index}`)}),
      })),
      noise: [],
      lines: [],
      planes: [],
    },
    outputs: {summary: file('experiment-summary', 'summary')},
  });
  return experimentSummary.read(join(folder, 'summary'));
}

test('records become evidence; what is missing is counted and said', async () => {
  const {evidence, irregular} = await summarizeE1();
  expect(evidence[0].cells).toEqual({finished: 17, planned: 18});
  expect(evidence[0].estimates[0].value).toBeLessThan(-0.9);
  expect(irregular).toEqual([
    expect.objectContaining({node: `train/${cells[17].name}`, outcome: 'failed'}),
    {
      node: `measure-curvature/${cells[0].name}`,
      outcome: 'failed',
      detail: 'The loss is not finite.',
    },
    expect.objectContaining({node: `measure-curvature/${cells[17].name}`, outcome: 'failed'}),
  ]);
});

test('evidence becomes verdicts; claims without evidence were not run', async () => {
  await summarizeE1();
  await judge({
    ...quiet,
    parameters: {profile: 'quick'},
    inputs: {
      summaries: [
        {node: 'summarize/E1', file: file('experiment-summary', 'summary')},
        {node: 'summarize/E2'},
      ],
    },
    outputs: {verdicts: file('verdicts', 'verdicts')},
  });
  const {profile, claims} = await verdicts.read(join(folder, 'verdicts'));
  expect(profile).toBe('quick');
  expect(claims.find(({claim}) => claim === 'E1a')).toMatchObject({
    verdict: 'supported',
    evidence: {seeds: 3},
  });
  expect(claims.find(({claim}) => claim === 'E2a')?.verdict).toBe('not run');
});

test('names and inputs that do not match are an error, not a wrong table', async () => {
  const mismatched = summarize({
    ...quiet,
    parameters: {
      experiment: 'E1',
      runs: ['E1/a/seed=1'],
      curvature: [],
      noise: [],
      lines: [],
      planes: [],
    },
    inputs: {runs: [], curvature: [], noise: [], lines: [], planes: []},
    outputs: {summary: file('experiment-summary', 'summary')},
  });
  await expect(mismatched).rejects.toThrow('1 names for 0 inputs');
});
