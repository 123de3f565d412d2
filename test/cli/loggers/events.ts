import {z} from 'zod';
import {jsonArtifact} from '../../../src/pipeline/artifact.ts';
import {defineStage} from '../../../src/pipeline/define.ts';
import type {Failure} from '../../../src/pipeline/failure.ts';
import type {PipelineEvent, Planned} from '../../../src/pipeline/events.ts';
import {definePipeline} from '../../../src/pipeline/pipeline.ts';

const number = jsonArtifact('number', z.number());
const train = defineStage({
  name: 'train',
  summary: 'Trains.',
  parameters: z.object({}),
  inputs: {},
  outputs: {number},
  resources: () => ({cpus: 1, memoryMB: 1, gpu: false, seconds: 10}),
  body: new URL('./train.ts', import.meta.url),
});

/** The plan of `cells` trainings, all of which have something to wait for; ten seconds were measured for each. */
export function planned(cells: number, jobs = 2): Planned & {at: number} {
  const pipeline = definePipeline({seed: 1});
  const nodes = Array.from({length: cells}, (_, index) =>
    pipeline.add(train, {cell: String(index), parameters: {}}),
  );
  const decisions = new Map(
    nodes.map((node) => [
      node.id,
      {status: 'blocked' as const, node: pipeline.nodes.get(node.id) ?? node, missing: []},
    ]),
  );
  const guesses = new Map(nodes.map(({id}) => [id, {seconds: 10, basis: 'measured' as const}]));
  const machine = {cpus: jobs, memoryMB: 1000, gpus: 0};
  const left = {seconds: 10, low: 8, high: 12};
  const seconds = 10 * cells;
  return {
    type: 'planned',
    at: 0,
    run: 'r',
    decisions,
    guesses,
    seconds,
    left,
    leftOut: 0,
    jobs,
    machine,
  };
}

export const started = (cell: number, at: number): PipelineEvent => ({
  type: 'started',
  at,
  node: `train/${cell}`,
  key: 'k',
  attempt: 1,
  reasons: [],
  seconds: 10,
});

export const progress = (cell: number, done: number, at: number): PipelineEvent => ({
  type: 'progress',
  at,
  node: `train/${cell}`,
  done,
  total: 10,
  unit: 'epochs',
});

export const finished = (cell: number, at: number): PipelineEvent => ({
  type: 'finished',
  at,
  node: `train/${cell}`,
  key: 'k',
  seconds: 10,
});

const failure: Failure = {
  code: 'BODY_THREW',
  message: 'RangeError: no',
  transient: false,
  received: '',
  next: 'Correct it.',
};

export const failed = (cell: number, at: number): PipelineEvent => ({
  type: 'failed',
  at,
  node: `train/${cell}`,
  key: 'k',
  failure,
  attempts: 1,
  seconds: 10,
});

export const ended: PipelineEvent = {
  type: 'run ended',
  at: 60_000,
  run: 'r',
  outcome: 'failed',
  counts: {cached: 0, finished: 3, failed: 1, skipped: 0, cancelled: 0},
  seconds: 60,
};
