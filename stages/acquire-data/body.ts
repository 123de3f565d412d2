import {readFile, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {assemble} from '../../src/data/assemble.ts';
import {coarsen} from '../../src/data/coarsen.ts';
import type {Collection} from '../../src/data/collection.ts';
import type {Dataset} from '../../src/data/dataset.ts';
import {readSample, SampleManifest} from '../../src/data/sample.ts';
import {collectMembers} from '../../src/data/sources/collect.ts';
import {memberPath} from '../../src/data/sources/members.ts';
import {sourcesOf} from '../../src/data/sources/sources-of.ts';
import {save} from '../../src/pipeline/artifact.ts';
import type {StageBody} from '../../src/pipeline/define.ts';
import type {acquireData} from './stage.ts';
import {dataset as kind} from './record.ts';

/** Workers run in the project's root. */
const sampleFolder = (name: string) => join(process.cwd(), 'data', 'sample', name);

export default (async ({parameters: {extent, averaging}, outputs, ...context}, {collection}) => {
  const keep = (images: Dataset) => save(kind, outputs.dataset, coarsen(images, averaging));
  if (extent === 'sample') return keep(await sample(collection));
  const folder = join(context.scratch, collection.name);
  const dataFolder = process.env['THREE_FACTORS_DATA_DIR'];
  await collectMembers(collection, {...context, folder}, sourcesOf(collection, dataFolder));
  await keep(await full(collection, folder));
  await rm(folder, {recursive: true});
}) satisfies StageBody<typeof acquireData>;

const full = (collection: Collection, folder: string) =>
  assemble(collection, (member) => readFile(memberPath(folder, member)));

const sample = ({name, sample: manifest}: Collection) =>
  readSample(SampleManifest.parse(manifest), (file) => readFile(join(sampleFolder(name), file)));
