import {readFile} from 'node:fs/promises';
import {readSample, SampleManifest} from '../../src/data/sample.ts';
import {trainingData} from '../../src/training/data.ts';
import {TrainingPlan} from '../../src/training/plan.ts';

export const seed = 1;

/** The embedded sample of a collection in the form that training reads, and a plan that trains on and on. */
export async function sampleRun(name: string, batchSize: number) {
  const folder = new URL(`../../data/sample/${name}/`, import.meta.url);
  const manifest: unknown = JSON.parse(await readFile(new URL('manifest.json', folder), 'utf8'));
  const dataset = await readSample(SampleManifest.parse(manifest), (file) =>
    readFile(new URL(file, folder)),
  );
  const plan = TrainingPlan.parse({
    learningRate: 0.01,
    batchSize,
    trainSize: dataset.train.labels.length,
    limits: {epochs: 1e9},
    history: {everyEpochs: 1e9},
    evaluationSize: 100,
  });
  return {plan, data: trainingData(dataset, plan, seed)};
}
