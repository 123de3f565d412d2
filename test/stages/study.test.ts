import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {z} from 'zod';
import {claims} from '../../experiments/t6/claims.ts';
import t6 from '../../experiments/t6/study.ts';
import t6Summary from '../../experiments/t6/summary.ts';
import {defineStudy, measure} from '../../src/study/define-study.ts';
import runStudy from '../../stages/study/body.ts';
import {studyRecord} from '../../stages/study/record.ts';
import summarize from '../../stages/summarize/body.ts';
import {experimentSummary} from '../../stages/summarize/record.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'study-'));
});
afterEach(() => rm(folder, {recursive: true}));

const quiet = {
  seed: 7,
  inputs: {},
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

test('a study is given its parameters and its seed, and what it returns is kept', async () => {
  const study = defineStudy(z.object({scale: z.number()}), ({scale}, {seed, progress}) => {
    progress(1, 2, 'halves');
    return {
      replicates: 2,
      measures: [measure('is seen', ['here'], [[scale * seed], [Number.NaN]])],
      rows: {points: [{x: scale, label: 'a', missing: null}]},
      irregular: [{outcome: 'diverged', detail: 'far away'}],
    };
  });
  const record = file('study-record', 'record');
  const said: unknown[] = [];
  const progress = (...progress: unknown[]) => void said.push(progress);
  await runStudy({...quiet, progress, parameters: {scale: 2}, outputs: {record}}, {study});
  expect(await studyRecord.read(record.path)).toEqual({
    replicates: 2,
    measures: [{criterion: 'is seen', conditions: ['here'], values: [[14], [null]]}],
    rows: {points: [{x: 2, label: 'a', missing: null}]},
    irregular: [{outcome: 'diverged', detail: 'far away'}],
    notes: [],
  });
  expect(said).toEqual([[1, 2, 'halves']]);
  const refused = runStudy({...quiet, parameters: {}, outputs: {record}}, {study});
  await expect(refused).rejects.toThrow(/scale/);
});

test('a summary has evidence for a study that finished, and names one that did not', async () => {
  const parameters = {learningRates: [0.02, 0.01], replicates: 2};
  const record = file('study-record', 'T6');
  await runStudy({...quiet, parameters, outputs: {record}}, {study: t6});
  const summary = file('experiment-summary', 'summary');
  const studies = [
    {node: 'study/T6', about: {cell: 'T6'}, file: record},
    {node: 'study/other', about: {cell: 'other'}},
  ];
  await summarize(
    {
      ...quiet,
      parameters: {experiment: 'T6', looks: []},
      inputs: {runs: [], probes: [], studies},
      outputs: {summary},
    },
    {summary: t6Summary},
  );
  const {evidence, irregular, tables} = await experimentSummary.read(summary.path);
  expect(evidence.map(({claim}) => claim)).toEqual(['T6']);
  expect(evidence[0].seeds).toBe(2);
  expect(evidence[0].estimates.map(({criterion}) => criterion)).toEqual(
    claims[0].criteria.map(({id}) => id),
  );
  expect(tables[0].name).toBe('theory-family-ends');
  expect(irregular).toHaveLength(1);
  expect(irregular[0]).toMatchObject({node: 'study/other', outcome: 'failed'});
});
