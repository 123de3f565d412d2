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
import type {Collection} from '../src/data/collection.ts';
import {collections} from '../src/data/collections/index.ts';
import {makeSample} from '../src/data/sample.ts';
import {collectMembers} from '../src/data/sources/collect.ts';
import {memberPath} from '../src/data/sources/members.ts';
import {sourcesOf} from '../src/data/sources/sources-of.ts';

/** Writes the sheets and the manifest of one dataset into `target`. */
export async function writeSample(
  collection: Collection,
  target: string,
  dataFolder: string | undefined,
  log: (message: string) => void,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'make-sample-'));
  try {
    const {signal} = new AbortController();
    const order = {folder, signal, progress: () => undefined, log};
    await collectMembers(collection, order, sourcesOf(collection, dataFolder));
    const full = await assemble(collection, (member) => readFile(memberPath(folder, member)));
    const {manifest, files} = makeSample(full, collection.sampleCounts);
    for (const [file, bytes] of files) await write(join(target, file), bytes);
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    await write(join(target, 'manifest.json'), Buffer.from(text));
    const bytes = [...files.values()].reduce((sum, {length}) => sum + length, 0);
    log(`${collection.name}: ${files.size} sheets, ${bytes} bytes`);
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
  for (const {load} of Object.values(collections)) {
    const {default: collection} = await load();
    await writeSample(
      collection,
      join(import.meta.dirname, 'sample', collection.name),
      values['data-dir'],
      (message) => process.stderr.write(`${message}\n`),
    );
  }
}
