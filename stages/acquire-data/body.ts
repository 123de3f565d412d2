import {readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import cifar10 from '../../data/sample/cifar-10/manifest.json' with {type: 'json'};
import fashionMnist from '../../data/sample/fashion-mnist/manifest.json' with {type: 'json'};
import mnist from '../../data/sample/mnist/manifest.json' with {type: 'json'};
import {assemble} from '../../src/data/assemble.ts';
import {coarsen} from '../../src/data/coarsen.ts';
import type {Dataset, DatasetName} from '../../src/data/dataset.ts';
import {readSample, SampleManifest} from '../../src/data/sample.ts';
import {collectMembers} from '../../src/data/sources/collect.ts';
import {memberPath} from '../../src/data/sources/members.ts';
import {sourcesOf} from '../../src/data/sources/sources-of.ts';
import {save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import type {acquireData} from './stage.ts';
import {dataset as kind} from './record.ts';

/** Imported, so that they are part of the body's bundle and with it of the key. */
const SAMPLES: Readonly<Record<DatasetName, unknown>> = {
  mnist,
  'fashion-mnist': fashionMnist,
  'cifar-10': cifar10,
};

/** Workers run in the project's root. */
const sampleFolder = (dataset: DatasetName) => join(process.cwd(), 'data', 'sample', dataset);

export default (async ({parameters: {dataset, extent, averaging}, outputs, ...context}) => {
  const keep = (images: Dataset) => save(kind, outputs.dataset, coarsen(images, averaging));
  if (extent === 'sample') return keep(await sample(dataset));
  const folder = join(context.scratch, dataset);
  const dataFolder = process.env['THREE_FACTORS_DATA_DIR'];
  await collectMembers({...context, dataset, folder}, sourcesOf(dataset, dataFolder));
  await keep(await full(dataset, folder));
  await rm(folder, {recursive: true});
}) satisfies StageBody<typeof acquireData>;

const full = (dataset: DatasetName, folder: string) =>
  assemble(dataset, (member) => readFile(memberPath(folder, member)));

const sample = (dataset: DatasetName) =>
  readSample(SampleManifest.parse(SAMPLES[dataset]), (file) =>
    readFile(join(sampleFolder(dataset), file)),
  );
