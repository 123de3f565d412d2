import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {theoryClaims} from '../../experiments/theory/claims.ts';
import type {ExperimentSummary} from '../../src/judging/results.ts';
import {summarizeTheory} from '../../experiments/theory/summary.ts';
import {draw} from '../../src/report/draw/draw.ts';
import {theoryFigures} from '../../experiments/theory/figures.ts';
import basins from '../../stages/simulate-basins/body.ts';
import covariance from '../../stages/simulate-covariance/body.ts';
import endpoint from '../../stages/simulate-endpoint/body.ts';
import family from '../../stages/descend-family/body.ts';
import fokkerPlanck from '../../stages/solve-fokker-planck/body.ts';
import reparametrize from '../../stages/reparametrize/body.ts';
import rescale from '../../stages/rescale-noise/body.ts';
import summarize from '../../stages/summarize-theory/body.ts';
import {experimentSummary} from '../../stages/summarize/record.ts';
import {TheoryStudy} from '../../stages/study/record.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'theory-'));
});
afterAll(() => rm(folder, {recursive: true}));

const quiet = {
  seed: 1,
  lineage: [],
  scratch: '',
  signal: new AbortController().signal,
  progress: () => undefined,
  log: () => undefined,
};
const replicates = 2;
const examples = 16;

/** Every study, far too small to decide anything. */
const studies = {
  T1: (study: Slot) =>
    endpoint({
      ...quiet,
      inputs: {},
      outputs: {study},
      parameters: {
        ...{noises: [0.01, 0.02], learningRates: [0.04, 0.08], gradientVariance: 108},
        ...{limitBatchSizes: [1, 4], examples, replicates, chains: 8, duration: 3},
      },
    }),
  T2: (study: Slot) =>
    fokkerPlanck({
      ...quiet,
      inputs: {},
      outputs: {study},
      parameters: {
        ...{temperature: 0.5, learningRate: 0.05, batchSize: 2, times: [0.1, 0.2], cells: 120},
        ...{examples, replicates, chains: 100},
      },
    }),
  T3: (study: Slot) =>
    basins({
      ...quiet,
      inputs: {},
      outputs: {study},
      parameters: {
        ...{learningRate: 0.04, batchSizes: [1, 2, 3], gradientVariance: 60, examples, replicates},
        ...{chains: 16, duration: 5},
      },
    }),
  T4: (study: Slot) =>
    rescale({
      ...quiet,
      inputs: {},
      outputs: {study},
      parameters: {
        ...{learningRate: 0.02, batchSize: 1, gradientVariance: 50, factors: [1, 2, 4, 8, 16]},
        ...{kept: 2, examples: 64, fewExamples: 16, replicates, chains: 16, duration: 4},
      },
    }),
  T5: (study: Slot) =>
    reparametrize({
      ...quiet,
      inputs: {},
      outputs: {study},
      parameters: {
        ...{learningRate: 0.02, batchSize: 1, gradientVariance: 60, stretch: 1.2, examples},
        ...{replicates, chains: 8, duration: 1},
      },
    }),
  T6: (study: Slot) =>
    family({
      ...quiet,
      inputs: {},
      outputs: {study},
      parameters: {learningRates: [0.02, 0.01], replicates},
    }),
  T7: (study: Slot) =>
    covariance({
      ...quiet,
      inputs: {},
      outputs: {study},
      parameters: {
        ...{examples: 32, replicates, chains: 16, snapshots: 4, basinChains: 8, basinDuration: 2},
      },
    }),
};
interface Slot {
  readonly kind: 'theory-study';
  readonly path: string;
  readonly sha256: string;
}
const slot = (name: string): Slot => ({kind: 'theory-study', path: join(folder, name), sha256: ''});

describe.each(Object.entries(studies))('the study of %s', (claim, run) => {
  it('measures every criterion of its claim, and the same again', async () => {
    await run(slot(claim));
    await run(slot(`${claim} again`));
    const study = await TheoryStudy.read(slot(claim).path);
    expect(study).toEqual(await TheoryStudy.read(slot(`${claim} again`).path));
    expect(study.claim).toBe(claim);
    const criteria = theoryClaims.find(({id}) => id === claim)?.criteria.map(({id}) => id);
    expect(study.measures.map(({criterion}) => criterion)).toEqual(criteria);
    for (const {conditions, values} of study.measures) {
      expect(values).toHaveLength(replicates);
      for (const row of values) expect(row).toHaveLength(conditions.length);
    }
    for (const {name, rows, columns} of study.tables) {
      expect(name).toMatch(/^theory-[a-z-]+$/);
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        expect(Object.keys(row).sort()).toEqual(columns.map((column) => column.name).sort());
      }
    }
  });
});

it('the figures draw whatever the studies found', async () => {
  const files = await Promise.all(
    Object.keys(studies).map((claim) => TheoryStudy.read(slot(claim).path)),
  );
  const figures = theoryFigures(summarizeTheory(files), {profile: 'tiny', claims: []});
  expect(new Set(figures.flatMap(({claims}) => claims))).toEqual(new Set(Object.keys(studies)));
  for (const {id, title, caption, alt, spec} of figures) {
    expect(`${title} ${caption} ${alt}`).not.toMatch(/NaN|undefined|Infinity/);
    expect(await draw(spec), id).toMatch(/^<svg/);
  }
});

it('a summary has evidence for the studies that finished', async () => {
  const summary: ExperimentSummary = await (async () => {
    await summarize(
      {
        ...quiet,
        parameters: {},
        inputs: {
          studies: [
            {node: 'descend-family/T6', file: slot('T6')},
            {node: 'simulate-endpoint/T1', file: slot('T1')},
            {node: 'simulate-basins/T3'},
          ],
        },
        outputs: {summary: {kind: 'experiment-summary', path: join(folder, 'summary')}},
      },
      {summary: summarizeTheory},
    );
    return experimentSummary.read(join(folder, 'summary'));
  })();
  expect(summary.evidence.map(({claim}) => claim)).toEqual(['T6', 'T1']);
  expect(summary.evidence[0].seeds).toBe(replicates);
  expect(summary.evidence[0].estimates.map(({criterion}) => criterion)).toEqual([
    'hessian',
    'function',
    'conserved',
    'member',
  ]);
});
