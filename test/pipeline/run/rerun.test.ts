import {describe, expect, test} from 'vitest';
import {many} from '../../../src/pipeline/define.ts';
import {definePipeline} from '../../../src/pipeline/pipeline.ts';
import {bodyOf, Rig} from '../rig/rig.ts';
import {textKind} from '../rig/text-kind.ts';

interface Choice {
  readonly rates?: readonly number[];
  readonly environment?: string;
}

/** data → train (a cell per rate) → summarize → report, with bodies that the tests edit. */
class Project extends Rig {
  constructor() {
    super();
    this.write('bodies/data.ts', bodyOf('"data " + parameters.size'));
    this.write('bodies/helper.ts', this.helper());
    this.write(
      'bodies/train.ts',
      bodyOf('step(inputs.data, parameters.rate) + seed', 'import {step} from "./helper.ts";'),
    );
    this.write('bodies/summarize.ts', bodyOf('inputs.runs.join().length'));
    this.write('bodies/report.ts', bodyOf('"report " + inputs.summary'));
  }

  helper({step = 'data + rate', unused = '1', comment = ''} = {}): string {
    return `${comment}
      export const step = (data, rate) => ${step};
      export const unused = () => ${unused};
    `;
  }

  pipeline({rates = [1, 2, 3], environment = 'engine 1'}: Choice = {}) {
    const data = this.stage('data', {});
    const train = this.stage('train', {data: textKind}, {environment: () => ({environment})});
    const summarize = this.stage('summarize', {runs: many(textKind)});
    const report = this.stage('report', {summary: textKind});

    const pipeline = definePipeline({seed: 1});
    const source = pipeline.add(data, {cell: 'all', parameters: {size: 1}});
    const runs = rates.map((rate, index) =>
      pipeline.add(train, {
        cell: `${index}`,
        parameters: {rate},
        inputs: {data: source.outputs.out},
        seed: ['replicate', 1],
      }),
    );
    const summary = pipeline.add(summarize, {
      cell: 'all',
      parameters: {},
      inputs: {runs: runs.map((node) => node.outputs.out)},
    });
    pipeline.add(report, {
      cell: 'all',
      parameters: {},
      inputs: {summary: summary.outputs.out},
    });
    return pipeline;
  }
}

const all = ['data/all', 'report/all', 'summarize/all', 'train/0', 'train/1', 'train/2'];

describe('a second run', () => {
  test('executes nothing', async () => {
    const project = new Project();
    const first = await project.run(project.pipeline());
    expect([...first.executed].sort()).toEqual(all);
    const second = await project.run(project.pipeline());
    expect(second.executed).toEqual([]);
    expect(second.result.counts).toMatchObject({cached: 6, finished: 0});
    expect(second.result.outcome).toBe('completed');
  });

  test('gives what the bodies wrote', async () => {
    const project = new Project();
    const ran = await project.run(project.pipeline());
    const seed = project.pipeline().nodes.get('train/1')?.seed;
    expect(await project.text(ran, 'train/1')).toBe(`data 12${seed ?? ''}`);
  });
});

/** Runs twice, with an edit in between; tells what the second run executed. */
async function executedAfter(
  edit: (project: Project) => void,
  {before, after}: {readonly before?: Choice; readonly after?: Choice} = {},
): Promise<readonly string[]> {
  const project = new Project();
  await project.run(project.pipeline(before));
  edit(project);
  const {executed} = await project.run(project.pipeline(after));
  return [...executed].sort();
}

const nothing = () => undefined;

describe('what runs again', () => {
  test.each<[string, (project: Project) => void]>([
    [
      'a comment',
      (project) => project.write('bodies/helper.ts', project.helper({comment: '/* why */'})),
    ],
    [
      'an unrelated helper',
      (project) => project.write('bodies/helper.ts', project.helper({unused: '2'})),
    ],
    [
      'formatting',
      (project) =>
        project.write('bodies/helper.ts', project.helper().replaceAll('\n', '\n\n\n    ')),
    ],
    ['a file touched', (project) => project.write('bodies/helper.ts', project.helper())],
  ])('nothing for %s', async (_, edit) => {
    expect(await executedAfter(edit)).toEqual([]);
  });

  test('the cells of the stage that uses a changed function, and what depends on them', async () => {
    const edit = (project: Project) =>
      project.write('bodies/helper.ts', project.helper({step: 'data + rate + "longer"'}));
    expect(await executedAfter(edit)).toEqual([
      'report/all',
      'summarize/all',
      'train/0',
      'train/1',
      'train/2',
    ]);
  });

  test('nothing behind an output that stayed the same', async () => {
    // Same length, so that the summary does not change.
    const edit = (project: Project) =>
      project.write('bodies/helper.ts', project.helper({step: 'data + (9 - rate)'}));
    expect(await executedAfter(edit)).toEqual(['summarize/all', 'train/0', 'train/1', 'train/2']);
  });

  test('nothing below a cell whose code changed and whose output did not', async () => {
    const edit = (project: Project) =>
      project.write('bodies/helper.ts', project.helper({step: '"" + data + rate'}));
    expect(await executedAfter(edit)).toEqual(['train/0', 'train/1', 'train/2']);
  });

  test('one cell and what depends on it, for one parameter', async () => {
    expect(await executedAfter(nothing, {after: {rates: [1, 22, 3]}})).toEqual([
      'report/all',
      'summarize/all',
      'train/1',
    ]);
  });

  test('all cells of the stage whose environment changed', async () => {
    expect(await executedAfter(nothing, {after: {environment: 'engine 2'}})).toEqual([
      'train/0',
      'train/1',
      'train/2',
    ]);
  });

  test('nothing when a change is taken back', async () => {
    const project = new Project();
    await project.run(project.pipeline());
    await project.run(project.pipeline({rates: [4, 5, 6]}));
    expect((await project.run(project.pipeline())).executed).toEqual([]);
  });
});
