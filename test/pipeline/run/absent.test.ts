import {rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {definePipeline} from '../../../src/pipeline/pipeline.ts';
import {many} from '../../../src/pipeline/define.ts';
import {FolderTier} from '../../../src/store/folder-tier.ts';
import {packResults} from '../../../src/store/published-results.ts';
import {PublishedTier} from '../../../src/store/published-tier.ts';
import type {Tier} from '../../../src/store/tier.ts';
import {patientAccess} from '../../../src/system/access.ts';
import {bodyOf, freshFolder, Rig, type Ran} from '../rig/rig.ts';
import {textKind} from '../rig/text-kind.ts';

const WEIGHTS = 100_000;

/** data → weights (two cells) → record (of each) → report. */
class Project extends Rig {
  constructor(root?: string) {
    super(root);
    this.write('bodies/data.ts', bodyOf('"data"'));
    this.write('bodies/weights.ts', bodyOf(`inputs.data.padEnd(${WEIGHTS}, parameters.rate)`));
    this.write('bodies/record.ts', bodyOf('inputs.weights.length + inputs.weights.at(-1)'));
    this.write('bodies/report.ts', bodyOf('inputs.records.join()'));
  }

  pipeline() {
    const pipeline = definePipeline({seed: 1});
    const data = pipeline.add(this.stage('data', {}), {cell: 'all', parameters: {}});
    const weights = this.stage('weights', {data: textKind});
    const record = this.stage('record', {weights: textKind});
    const records = [1, 2].map((rate) => {
      const trained = pipeline.add(weights, {
        cell: `${rate}`,
        parameters: {rate: `${rate}`},
        inputs: {data: data.outputs.out},
      });
      return pipeline.add(record, {
        cell: `${rate}`,
        parameters: {},
        inputs: {weights: trained.outputs.out},
      });
    });
    pipeline.add(this.stage('report', {records: many(textKind)}), {
      cell: 'all',
      parameters: {},
      inputs: {records: records.map(({outputs}) => outputs.out)},
    });
    return pipeline;
  }

  loseBlobs(): void {
    rmSync(join(this.storeFolder, 'cas'), {recursive: true});
  }
}

/** The shared folder, with all bytes counted that are taken out of it. */
function counting(root: string, count: (bytes: number) => void): Tier {
  const tier = new FolderTier({root, access: patientAccess, notice: () => undefined});
  const get = tier.get.bind(tier);
  tier.get = (file, target) => {
    count(file.bytes);
    return get(file, target);
  };
  return tier;
}

async function finished(): Promise<Project> {
  const project = new Project();
  await project.run(project.pipeline());
  return project;
}

const warnings = ({events}: Ran) =>
  events.flatMap((event) =>
    event.type === 'warning' ? [`${event.code} ${event.node ?? ''}`] : [],
  );

test('what has a manifest is done, wherever its outputs are', async () => {
  const project = await finished();
  project.loseBlobs();
  const {executed, result} = await project.run(project.pipeline());
  expect(executed).toEqual([]);
  expect(result.counts).toMatchObject({cached: 6});
});

test('what a node that runs reads and is nowhere is made again under the same key, and planned so', async () => {
  const project = await finished();
  project.loseBlobs();
  project.write('bodies/record.ts', bodyOf('inputs.weights.length + 0'));
  const {decisions} = await project.plan(project.pipeline());
  expect(decisions.get('weights/1')).toMatchObject({status: 'run', reasons: ['outputs absent']});
  expect(decisions.get('data/all')).toMatchObject({status: 'run', reasons: ['outputs absent']});
  const ran = await project.run(project.pipeline());
  expect([...ran.executed].sort()).toEqual([
    ...['data/all', 'record/1', 'record/2', 'report/all', 'weights/1', 'weights/2'],
  ]);
  expect(ran.result.counts).toMatchObject({finished: 6, failed: 0, cancelled: 0});
  expect(warnings(ran)).toEqual([]);
  expect((await project.run(project.pipeline())).executed).toEqual([]);
});

test('only what is needed is made again', async () => {
  const project = await finished();
  project.loseBlobs();
  project.write('bodies/report.ts', bodyOf('inputs.records.join("+")'));
  const ran = await project.run(project.pipeline(), {jobs: 1});
  expect(ran.executed).toHaveLength(6);
  const kept = await finished();
  kept.write('bodies/report.ts', bodyOf('inputs.records.join("+")'));
  expect((await kept.run(kept.pipeline())).executed).toEqual(['report/all']);
});

test('outputs that somebody wants are made again, and nothing that nobody reads', async () => {
  const project = await finished();
  project.loseBlobs();
  const wants = ({id}: {readonly id: string}) => id === 'weights/2';
  const {executed} = await project.run(project.pipeline(), {wants});
  expect(executed).toEqual(['data/all', 'weights/2']);
});

test('that it came out different is said, and what was made now is used', async () => {
  const project = new Project();
  project.write('bodies/weights.ts', bodyOf('chance()'));
  await project.run(project.pipeline());
  project.loseBlobs();
  project.write('bodies/record.ts', bodyOf('"of " + inputs.weights'));
  const ran = await project.run(project.pipeline());
  expect(warnings(ran).sort()).toEqual(['RESULT_DIFFERS weights/1', 'RESULT_DIFFERS weights/2']);
  expect(ran.result.outcome).toBe('completed');
  expect((await project.run(project.pipeline())).executed).toEqual([]);
});

test('published results are built upon: an edit runs what it reaches, and what that needs', async () => {
  const project = await finished();
  const {result} = await project.run(project.pipeline());
  const store = await project.openStore();
  const manifests = await Promise.all(
    Array.from(result.manifests.values(), async ({key}) => store.known(key)),
  );
  const bytes = await packResults(
    manifests.filter((manifest) => manifest !== undefined),
    {includes: ({bytes: size}) => size < WEIGHTS, read: (file) => store.read(file)},
  );
  const file = join(freshFolder(), 'results.zip');
  writeFileSync(file, bytes ?? '');

  const executedAfter = async (edit: (clone: Project) => void) => {
    const clone = new Project();
    edit(clone);
    const said: string[] = [];
    const tier = new PublishedTier({
      file,
      localFolder: clone.storeFolder,
      notice: ({code}) => said.push(code),
    });
    const ran = await clone.run(clone.pipeline(), {
      store: await clone.openStore(undefined, said, {published: tier}),
    });
    expect(said).toEqual([]);
    return [...ran.executed].sort();
  };
  expect(await executedAfter(() => undefined)).toEqual([]);
  expect(
    await executedAfter((clone) =>
      clone.write('bodies/report.ts', bodyOf('inputs.records.join("+")')),
    ),
  ).toEqual(['report/all']);
  expect(
    await executedAfter((clone) =>
      clone.write('bodies/record.ts', bodyOf('inputs.weights.length + "!"')),
    ),
  ).toEqual(['record/1', 'record/2', 'report/all', 'weights/1', 'weights/2']);
});

test('a report from a shared store moves no weights', async () => {
  const shared = freshFolder();
  const project = new Project();
  await project.run(project.pipeline(), {store: await project.openStore(shared)});
  const other = new Project();
  other.write('bodies/report.ts', bodyOf('inputs.records.join("+")'));
  const said: string[] = [];
  let moved = 0;
  const {executed} = await other.run(other.pipeline(), {
    store: await other.openStore(shared, said, {
      sharedTier: counting(shared, (bytes) => (moved += bytes)),
    }),
  });
  expect(executed).toEqual(['report/all']);
  expect(moved).toBeGreaterThan(0);
  expect(moved).toBeLessThan(WEIGHTS / 100);
  expect(said).toEqual([]);
});
