import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {beforeEach, expect, test} from 'vitest';
import {z} from 'zod';
import {defineStage} from '../../../src/pipeline/define.ts';
import type {PipelineNode} from '../../../src/pipeline/node.ts';
import {definePipeline} from '../../../src/pipeline/pipeline.ts';
import {Durations} from '../../../src/pipeline/run/durations.ts';
import {freshFolder} from '../rig/rig.ts';
import {textKind} from '../rig/text-kind.ts';

const stage = defineStage({
  name: 'train',
  summary: '',
  parameters: z.object({images: z.number()}),
  inputs: {},
  outputs: {out: textKind},
  resources: ({images}) => ({cpus: 1, gpu: false, memoryMB: 1, seconds: images}),
  body: new URL('body.ts', import.meta.url),
});

let folder: string;
beforeEach(() => {
  folder = freshFolder();
});

function node(cell: string, images: number): PipelineNode {
  const pipeline = definePipeline({seed: 1});
  return pipeline.add(stage, {cell, parameters: {images}});
}

/** Estimates of a later run. */
function after(measured: readonly (readonly [cell: string, images: number, seconds: number])[]) {
  const durations = new Durations(folder);
  for (const [cell, images, seconds] of measured) durations.record(node(cell, images), seconds);
  durations.save();
  return (cell: string, images: number) => new Durations(folder).estimate(node(cell, images));
}

test('what was never measured is taken as declared', () => {
  expect(after([])('E1/a/1', 7)).toBe(7);
});

test('a cell that was measured takes as long again, and in proportion at another size', () => {
  const estimate = after([['E1/a/1', 10, 30]]);
  expect(estimate('E1/a/1', 10)).toBe(30);
  expect(estimate('E1/a/1', 1000)).toBe(3000);
});

test('each size of a cell is remembered, and the nearest counts', () => {
  const estimate = after([
    ['E1/a/1', 10, 30],
    ['E1/a/1', 1000, 1000],
  ]);
  expect(estimate('E1/a/1', 10)).toBe(30);
  expect(estimate('E1/a/1', 2000)).toBe(2000);
});

test.each([
  {from: 'other seeds of its cell', cell: 'E1/a/3', seconds: 30},
  {from: 'other cells of its experiment', cell: 'E1/b/1', seconds: 30},
  {from: 'its stage', cell: 'E2/a/1', seconds: (20 + 40 + 100) / 3},
])('a cell that was not measured is guessed from $from', ({cell, seconds}) => {
  const estimate = after([
    ['E1/a/1', 10, 20],
    ['E1/a/2', 10, 40],
    ['E3/a/1', 10, 100],
  ]);
  expect(estimate(cell, 10)).toBeCloseTo(seconds, 9);
});

test('a file that cannot be read is no estimate', () => {
  writeFileSync(path.join(folder, 'durations.json'), '{"train/E1": 3');
  expect(after([])('E1/a/1', 7)).toBe(7);
});

test('the pace of this machine comes before what other experiments took, not before its own', () => {
  after([['E1/a/1', 10, 30]]);
  const durations = new Durations(folder);
  expect(durations.guess(node('E2/a/1', 10))).toEqual({seconds: 30, basis: 'declared'});
  durations.calibrate(new Map([['plain', 2]]));
  expect(durations.guess(node('E2/a/1', 10))).toEqual({seconds: 20, basis: 'calibrated'});
  expect(durations.guess(node('E1/b/1', 10))).toEqual({seconds: 30, basis: 'measured'});
});

test('a cell that took no time at all is still expected to take some', () => {
  expect(after([['E1/a/1', 10, 0]])('E1/a/2', 10)).toBeGreaterThan(0);
});
