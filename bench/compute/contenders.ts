import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {Case} from './cases.ts';
import {Team, type Contender} from './contender.ts';
import {sampleRun} from './sample.ts';

/** Where contenders run. */
export interface Place {
  /** The Python of the peers. */
  readonly python: string;
  /** A folder for data that the peers read. */
  readonly scratch: string;
  /** One-thread processes side by side: the cores of the machine. */
  readonly processes: number;
}

const here = import.meta.dirname;
export const peerScript = (name: string) => path.join(here, '../peers', name);
const module = (name: string) => ['--import', 'tsx', path.join(here, name)];
const ours = (name: string, ...args: string[]) =>
  [process.execPath, ...module(name), ...args] as const;

export const oneThread = {OMP_NUM_THREADS: '1'};

/** Ours, PyTorch's usual loop and its best arrangement. */
export async function arrangements(
  {name, model, dataset}: Case,
  batchSize: number,
  {python, scratch, processes}: Place,
): Promise<readonly Contender[]> {
  const data = await writeImages(dataset, scratch);
  const peer = (arrangement: string) => {
    const given = JSON.stringify({model, batchSize, data, arrangement});
    return [python, peerScript('train.py'), given] as const;
  };
  return [
    {command: ours('train.ts', name, `${batchSize}`), processes},
    {command: peer('loop'), processes: 1},
    {command: peer('best'), processes, environment: oneThread},
  ];
}

export const multiplication = (processes: number): Contender => ({
  command: ours('multiply.ts'),
  processes,
});

/** Of one process that trains, after a few steps [MB]. */
export async function peakMemory(name: string, batchSize: number): Promise<number> {
  const command = ours('train.ts', name, `${batchSize}`);
  const team = await Team.start({command, processes: 1});
  const {peakMB} = await team.work(10);
  await team.end();
  return peakMB;
}

/** Writes what training reads, row-major: float32 images, int32 labels and the shape of an image. */
export async function writeImages(name: string, scratch: string): Promise<string> {
  const folder = path.join(scratch, name);
  const {data} = await sampleRun(name, 1);
  await mkdir(folder, {recursive: true});
  await writeFile(path.join(folder, 'images'), data.images);
  await writeFile(path.join(folder, 'labels'), data.labels);
  await writeFile(path.join(folder, 'shape.json'), JSON.stringify(data.inputShape));
  return folder;
}
