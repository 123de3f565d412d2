import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import type {ExperimentSummary} from '../../src/judging/results.ts';
import {TrainingPlan} from '../../src/training/plan.ts';
import judge from '../../stages/judge-claims/body.ts';
import {line} from '../../stages/interpolate/record.ts';
import {saveProbe} from '../../stages/probe-record.ts';
import summarize from '../../stages/summarize/body.ts';
import {observe} from '../../stages/summarize/observe.ts';
import {probesOf} from '../../src/study/observations.ts';
import {claims as e1Claims} from '../../experiments/e1/claims.ts';
import e1Summary from '../../experiments/e1/summary.ts';
import {claims as e2Claims} from '../../experiments/e2/claims.ts';
import {curvature} from '../../stages/measure-curvature/record.ts';
import {experimentSummary} from '../../stages/summarize/record.ts';
import {trainingRecord} from '../../stages/train/record.ts';
import {verdicts} from '../../stages/judge-claims/record.ts';
import {curvature as hessian, ends, row} from '../experiments/observe.ts';

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
  [1, 2, 3].map((seed) => ({scale, seed, name: `E1/lr=${scale / 100},batch=100/seed=${seed}`})),
);

/** E1 with 18 runs; at the target the norm falls with n. The last run failed, and its probe with it. */
async function summarizeE1(): Promise<ExperimentSummary> {
  const finished = cells.slice(0, -1);
  for (const [index, {scale}] of finished.entries()) {
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
    const slot = {kind: 'probe' as const, path: join(folder, `probe-${index}`)};
    const found = hessian({frobenius: (10 + index / 1e5) / scale});
    const nothing = {snapshots: ['target'], found: null, reason: 'The loss is not finite.'};
    await saveProbe(slot, curvature, index === 0 ? nothing : {snapshots: ['target'], found});
  }
  const isThere = (index: number) => index < finished.length;
  await summarize(
    {
      ...quiet,
      parameters: {experiment: 'E1', looks: []},
      inputs: {
        runs: cells.map(({name, scale, seed}, index) => ({
          node: `train/${name}`,
          about: {cell: name, settings: {scale}, replicate: seed},
          ...(isThere(index) && {file: file('training-record', `run-${index}`)}),
        })),
        probes: cells.map(({name, seed}, index) => ({
          node: `measure-curvature/${name}`,
          about: {
            kind: 'curvature',
            cell: name,
            settings: {},
            replicate: seed,
            at: [{cell: name, snapshot: 'target'}],
          },
          ...(isThere(index) && {file: file('probe', `probe-${index}`)}),
        })),
        studies: [],
      },
      outputs: {summary: file('experiment-summary', 'summary')},
    },
    {summary: e1Summary},
  );
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
    parameters: {profile: 'quick', claims: [...e1Claims, ...e2Claims], untestable: {}},
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

test('a probe of a run that is no input is an error, not a wrong table', async () => {
  const about = {kind: 'curvature', cell: 'a', settings: {}, replicate: 1};
  const mismatched = observe({
    runs: [],
    probes: [{node: 'measure-curvature/a', about: {...about, at: [{cell: 'a', snapshot: 'b'}]}}],
    studies: [],
  });
  await expect(mismatched).rejects.toThrow('the run a is no input');
});

test('every probe knows the runs that it looked at, and whether it saw what was asked for', async () => {
  const slot = {kind: 'probe' as const, path: join(folder, 'line')};
  await saveProbe(slot, line, {
    snapshots: ['target', 'final'],
    found: ends({left: 1, right: 2}),
  });
  const {runs, probes} = await observe({
    runs: ['a', 'b'].map((cell) => ({
      node: `train/${cell}`,
      about: {cell, settings: {rate: 1}, replicate: 2},
    })),
    probes: [
      {
        node: 'interpolate/ab',
        about: {
          kind: 'line',
          cell: 'ab',
          settings: {panel: 'a'},
          replicate: 2,
          at: [
            {cell: 'a', snapshot: 'target'},
            {cell: 'b', snapshot: 'target'},
          ],
        },
        file: file('probe', 'line'),
      },
    ],
    studies: [],
  });
  expect(probes[0].at).toEqual([
    {run: runs[0], snapshot: 'target', missedTarget: false},
    {run: runs[1], snapshot: 'target', missedTarget: true},
  ]);
  expect(probesOf({probes}, line)[0].found?.right.width).toBe(2);
  expect(probesOf({probes}, curvature)).toEqual([]);
});
