import {rmSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {many} from '../../../src/pipeline/define.ts';
import {definePipeline} from '../../../src/pipeline/pipeline.ts';
import {blobPath} from '../../../src/store/layout.ts';
import {bodyOf, Rig} from '../rig/rig.ts';
import {textKind} from '../rig/text-kind.ts';

/** Three chains of a training and its probe, a summary of all probes, and a report. */
class Study extends Rig {
  constructor() {
    super();
    this.write('bodies/train.ts', bodyOf('"t" + parameters.rate'));
    this.write('bodies/probe.ts', bodyOf('inputs.run + "p"'));
    this.write('bodies/summarize.ts', bodyOf('inputs.probes.join()'));
    this.write('bodies/report.ts', bodyOf('"report of " + inputs.summary'));
  }

  pipeline(seconds = 1) {
    const stages = {
      train: this.stage('train', {}, {resources: {seconds}}),
      probe: this.stage('probe', {run: textKind}),
      summarize: this.stage('summarize', {probes: many(textKind)}),
      report: this.stage('report', {summary: textKind}, {lineage: true}),
    };
    const pipeline = definePipeline({seed: 1});
    const runs = [1, 2, 3].map((rate) =>
      pipeline.add(stages.train, {cell: `${rate}`, parameters: {rate}}),
    );
    const probes = runs.map(({cell, outputs}) =>
      pipeline.add(stages.probe, {cell, parameters: {}, inputs: {run: outputs.out}}),
    );
    const summary = pipeline.add(stages.summarize, {
      cell: 'all',
      parameters: {},
      inputs: {probes: probes.map(({outputs}) => outputs.out)},
    });
    const inputs = {summary: summary.outputs.out};
    pipeline.add(stages.report, {cell: 'all', parameters: {}, inputs});
    return pipeline;
  }

  /** Runs one chain, and the training of another. */
  async begin() {
    const pipeline = this.pipeline();
    const targets = ['probe/1', 'train/2'].flatMap((id) => pipeline.nodes.get(id) ?? []);
    return this.run(pipeline, {targets});
  }
}

describe('a study as it stands', () => {
  test('is summed up by what is finished, and nothing more is made', async () => {
    const study = new Study();
    await study.begin();
    const standing = await study.run(study.pipeline(), {asItStands: true});
    expect(standing.executed).toEqual(['summarize/all', 'report/all']);
    expect(standing.result.outcome).toBe('completed');
    expect(standing.result.counts).toMatchObject({cached: 3, finished: 2, skipped: 0, failed: 0});
    expect(standing.events[0]).toMatchObject({type: 'planned', leftOut: 3});
    expect(await study.text(standing, 'report/all')).toBe('report of t1p,,');
  });

  test('is not drawn again while it stands', async () => {
    const study = new Study();
    await study.begin();
    await study.run(study.pipeline(), {asItStands: true});
    const again = await study.run(study.pipeline(), {asItStands: true});
    expect(again.executed).toEqual([]);
  });

  test('keeps results whose outputs are nowhere, though what is left out would need them', async () => {
    const study = new Study();
    const {result} = await study.begin();
    const {sha256} = result.manifests.get('train/2')?.outputs['out'] ?? {sha256: ''};
    rmSync(blobPath(study.storeFolder, sha256));
    const standing = await study.run(study.pipeline(), {asItStands: true});
    expect(standing.executed).toEqual(['summarize/all', 'report/all']);
    expect(standing.events[0]).toMatchObject({leftOut: 3});
    expect([...standing.result.manifests.keys()]).toContain('train/2');
  });

  test('is finished by the next run', async () => {
    const study = new Study();
    await study.begin();
    await study.run(study.pipeline(), {asItStands: true});
    const rest = await study.run(study.pipeline());
    expect(await study.text(rest, 'report/all')).toBe('report of t1p,t2p,t3p');
    expect(rest.executed).not.toContain('train/1');
  });

  test('may have nothing to sum up', async () => {
    const study = new Study();
    const standing = await study.run(study.pipeline(), {asItStands: true});
    expect(standing.executed).toEqual(['summarize/all', 'report/all']);
    expect(standing.events[0]).toMatchObject({type: 'planned', leftOut: 6});
  });
});

test('in more than an hour of work, a chain is finished before another is begun', async () => {
  const study = new Study();
  const {executed} = await study.run(study.pipeline(1300), {jobs: 1});
  const of = (cell: string) => [`train/${cell}`, `probe/${cell}`];
  expect(executed).toEqual([...of('1'), ...of('2'), ...of('3'), 'summarize/all', 'report/all']);
});

test('less work than that is begun by the longest path', async () => {
  const study = new Study();
  const {executed} = await study.run(study.pipeline(), {jobs: 1});
  const all = (stage: string) => ['1', '2', '3'].map((cell) => `${stage}/${cell}`);
  expect(executed).toEqual([...all('train'), ...all('probe'), 'summarize/all', 'report/all']);
});
