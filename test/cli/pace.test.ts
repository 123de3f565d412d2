import {existsSync, readdirSync, readFileSync, utimesSync} from 'node:fs';
import path from 'node:path';
import {beforeEach, expect, it, vi} from 'vitest';
import {z} from 'zod';
import {findPlaces} from '../../src/cli/environment.ts';
import {LineLogger} from '../../src/cli/loggers/line-logger.ts';
import {words} from '../../src/cli/messages.ts';
import {parseOptions} from '../../src/cli/options.ts';
import {findPace, knownPace} from '../../src/cli/pace.ts';
import type {Session} from '../../src/cli/session.ts';
import type {Study} from '../../src/cli/study.ts';
import {defineStage} from '../../src/pipeline/define.ts';
import type {PipelineNode} from '../../src/pipeline/node.ts';
import {definePipeline} from '../../src/pipeline/pipeline.ts';
import {freshFolder} from '../pipeline/rig/rig.ts';
import {textKind} from '../pipeline/rig/text-kind.ts';

const study: Study = {
  root: path.join(import.meta.dirname, '../..'),
  profiles: ['quick'],
  pipelineFor: () => definePipeline({seed: 1}),
  title: 'One stage',
  claims: [],
  defaultTarget: 'report',
  calibration: new URL('fixtures/calibration.ts', import.meta.url),
};

const stage = defineStage({
  name: 'train',
  summary: '',
  parameters: z.object({seconds: z.number(), kernels: z.string().optional()}),
  inputs: {},
  outputs: {out: textKind},
  resources: ({seconds, kernels}) => ({
    cpus: 1,
    memoryMB: 1,
    gpu: false,
    seconds,
    ...(kernels !== undefined && {kernels}),
  }),
  body: new URL('body.ts', import.meta.url),
});
const node = (seconds: number, kernels?: string): PipelineNode =>
  definePipeline({seed: 1}).add(stage, {
    cell: 'a',
    parameters: {seconds, ...(kernels !== undefined && {kernels})},
  });

let cache: string;
let remarks: string[];
beforeEach(() => {
  cache = freshFolder();
  vi.stubEnv('THREE_FACTORS_CACHE', cache);
  remarks = [];
  return () => vi.unstubAllEnvs();
});

class Remarks extends LineLogger {
  override remark(text: string): void {
    remarks.push(text);
  }
}

function session(jobs: number): Session {
  const parsed = parseOptions(study, '1.0.0', []);
  if (!('options' in parsed)) throw new Error('these options are refused');
  const {options} = parsed;
  return {study, options, places: findPlaces(study, options), logger: new Remarks(), jobs};
}
const find = (nodes: readonly PipelineNode[], signal = new AbortController().signal) =>
  findPace(session(1), nodes, signal);
/** What the program was asked, each time. */
const asked = () => {
  const file = path.join(cache, 'asked');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
};

it('is found once, and remembered for the same machine and number of cells', async () => {
  const nodes = [node(50, 'mlp'), node(50)];
  const pace = new Map([
    ['mlp', 2],
    ['plain', 2],
  ]);
  expect(await find(nodes)).toEqual(pace);
  expect(await find(nodes)).toEqual(pace);
  expect(await knownPace(session(1))).toEqual(pace);
  expect(await knownPace(session(2))).toEqual(new Map());
  expect(asked()).toEqual(['mlp,plain']);
});

it('is found anew after a day', async () => {
  await find([node(100, 'mlp')]);
  const folder = path.join(cache, 'pace');
  const yesterday = new Date(Date.now() - 25 * 3600 * 1000);
  for (const name of readdirSync(folder)) utimesSync(path.join(folder, name), yesterday, yesterday);
  await find([node(100, 'mlp')]);
  await find([node(100, 'mlp')]);
  expect(asked()).toEqual(['mlp', 'mlp']);
});

it('is asked only of what was not found before', async () => {
  await find([node(100, 'mlp')]);
  expect(await find([node(50, 'mlp'), node(50, 'resnet')])).toEqual(
    new Map([
      ['mlp', 2],
      ['resnet', 2],
    ]),
  );
  expect(asked()).toEqual(['mlp', 'resnet']);
});

it('is not worth a short run', async () => {
  expect(await find([node(59, 'mlp')])).toEqual(new Map());
  expect(asked()).toEqual([]);
});

it('does without what cannot be timed, and says so', async () => {
  await find([node(100, 'mlp')]);
  expect(await find([node(100, 'broken')])).toEqual(new Map([['mlp', 2]]));
  expect(remarks).toEqual([words.notTimed]);
});

it('is given up when the run is told to stop', async () => {
  expect(await find([node(100, 'mlp')], AbortSignal.abort())).toEqual(new Map());
  expect(remarks).toEqual([]);
});
