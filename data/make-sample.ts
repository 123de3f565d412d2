/**
 * Makes data/sample/ from the full collections, the same bytes every time:
 *
 *     npx tsx data/make-sample.ts [--data-dir DIR]
 *
 * Collections that DIR does not hold are fetched as `acquire-data` fetches them.
 */
import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {parseArgs} from 'node:util';
import {assemble} from '../src/data/assemble.ts';
import {DATASET_NAMES, type DatasetName, type SplitName} from '../src/data/dataset.ts';
import {makeSample} from '../src/data/sample.ts';
import {collectMembers} from '../src/data/sources/collect.ts';
import {memberPath} from '../src/data/sources/members.ts';
import {sourcesOf} from '../src/data/sources/sources-of.ts';

/**
 * How many images: what fits into 16 MB. The claims judge on validation accuracy, whose sampling
 * error matters more than that of the test accuracy.
 */
const COUNTS: Readonly<Record<DatasetName, Readonly<Record<SplitName, number>>>> = {
  mnist: {train: 5_000, validation: 1_500, test: 500},
  'fashion-mnist': {train: 6_000, validation: 1_500, test: 500},
  'cifar-10': {train: 4_000, validation: 750, test: 600},
};

/** Writes the sheets and the manifest of one dataset into `target`. */
export async function writeSample(
  dataset: DatasetName,
  target: string,
  dataFolder: string | undefined,
  log: (message: string) => void,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'make-sample-'));
  try {
    const {signal} = new AbortController();
    const order = {dataset, folder, signal, progress: () => undefined, log};
    await collectMembers(order, sourcesOf(dataset, dataFolder));
    const full = await assemble(dataset, (member) => readFile(memberPath(folder, member)));
    const {manifest, files} = makeSample(full, COUNTS[dataset]);
    for (const [file, bytes] of files) await write(join(target, file), bytes);
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    await write(join(target, 'manifest.json'), Buffer.from(text));
    const bytes = [...files.values()].reduce((sum, {length}) => sum + length, 0);
    log(`${dataset}: ${files.size} sheets, ${bytes} bytes`);
  } finally {
    await rm(folder, {recursive: true});
  }
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), {recursive: true});
  await writeFile(path, bytes);
}

if (import.meta.filename === process.argv[1]) {
  const {values} = parseArgs({options: {'data-dir': {type: 'string'}}});
  for (const dataset of DATASET_NAMES)
    await writeSample(
      dataset,
      join(import.meta.dirname, 'sample', dataset),
      values['data-dir'],
      (message) => process.stderr.write(`${message}\n`),
    );
}
