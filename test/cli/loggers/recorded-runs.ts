import {readFileSync} from 'node:fs';
import {z} from 'zod';
import {defineStage, many} from '../../../src/pipeline/define.ts';
import type {Output, PipelineNode} from '../../../src/pipeline/node.ts';
import {definePipeline} from '../../../src/pipeline/pipeline.ts';
import {textKind} from '../../pipeline/rig/text-kind.ts';

const file = new URL('fixtures/recorded-runs.tsv', import.meta.url);

/** Measured seconds by cell; the file says what each of them is. */
export const machines = ['quiet', 'loaded', 'other'] as const;
export type Machine = (typeof machines)[number];

const Row = z
  .tuple([
    z.string(),
    z.string(),
    z.coerce.number(),
    z.string(),
    z.string(),
    z.coerce.number(),
    z.coerce.number(),
    z.coerce.number(),
  ])
  .transform(([cell, reads, declared, kernels, early, quiet, loaded, other]) => ({
    cell,
    reads: reads === '' ? [] : reads.split(' ').flatMap(indices),
    parameters: {declared, early: early === '1', ...(kernels !== 'plain' && {kernels})},
    seconds: {quiet, loaded, other},
  }));

/** `3-5` → 3, 4, 5. */
function indices(range: string): number[] {
  const [first, last = first] = range.split('-').map(Number);
  return Array.from({length: last - first + 1}, (_, index) => first + index);
}

const Parameters = z.object({
  declared: z.number(),
  kernels: z.string().optional(),
  early: z.boolean(),
});
const stageOf = (name: string) =>
  defineStage({
    name,
    summary: '',
    parameters: Parameters,
    inputs: {reads: many(textKind)},
    outputs: {out: textKind},
    resources: ({declared, kernels, early}) => ({
      cpus: 1,
      memoryMB: 1,
      gpu: false,
      seconds: declared,
      ...(kernels !== undefined && {kernels}),
      mayEndEarly: early,
    }),
    body: new URL('body.ts', import.meta.url),
  });

export interface Recording {
  /** Each after those that it reads. */
  readonly nodes: readonly PipelineNode[];
  readonly secondsOf: (node: PipelineNode, machine: Machine) => number;
}

/** The cells of the recorded runs, as a pipeline would hold them. */
export function readRecording(): Recording {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const rows = lines
    .filter((line) => !line.startsWith('#'))
    .slice(1)
    .map((line) => Row.parse(line.split('\t')));
  const pipeline = definePipeline({seed: 1});
  const stages = new Map<string, ReturnType<typeof stageOf>>();
  const outputs: Output<typeof textKind>[] = [];
  const measured = new Map<string, Readonly<Record<Machine, number>>>();
  for (const {cell: id, reads, parameters, seconds} of rows) {
    const [name, ...parts] = id.split('/');
    const stage = stages.get(name) ?? stageOf(name);
    stages.set(name, stage);
    const inputs = {reads: reads.map((index) => outputs[index])};
    const node = pipeline.add(stage, {cell: parts.join('/'), parameters, inputs});
    outputs.push(node.outputs.out);
    measured.set(id, seconds);
  }
  return {
    nodes: [...pipeline.nodes.values()],
    secondsOf: ({id}, machine) => measured.get(id)?.[machine] ?? NaN,
  };
}
