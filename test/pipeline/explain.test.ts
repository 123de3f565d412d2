import {describe, expect, test} from 'vitest';
import {many} from '../../src/pipeline/define.ts';
import {describeChange} from '../../src/pipeline/diff.ts';
import {explain} from '../../src/pipeline/explain.ts';
import {definePipeline} from '../../src/pipeline/pipeline.ts';
import {bodyOf, Rig} from './rig/rig.ts';
import {textKind} from './rig/text-kind.ts';

interface Choice {
  readonly rate?: number;
  readonly engine?: string;
  readonly seed?: number;
  readonly cells?: readonly string[];
}

const packages = (version: string) => ({
  'node_modules/vector': {version: '1.0.0', integrity: 'sha512-v', dependencies: {scalar: '*'}},
  'node_modules/scalar': {version, integrity: `sha512-${version}`},
  'node_modules/stray': {version},
});

class Project extends Rig {
  constructor() {
    super();
    this.write('node_modules/vector/index.js', 'exports.scale = (value) => value;');
    this.install(packages('1.0.0'));
    this.write('bodies/step.ts', 'export const step = (x) => x + 1; export const other = 2;');
    this.write(
      'bodies/train.ts',
      bodyOf('step(parameters.rate)', 'import {step} from "./step.ts";'),
    );
    this.write(
      'bodies/judge.ts',
      bodyOf('scale(inputs.runs.join())', 'import {scale} from "vector";'),
    );
  }

  pipeline({rate = 0.1, engine = '1', seed = 1, cells = ['a', 'b']}: Choice = {}) {
    const train = this.stage('train', {}, {environment: () => ({engine})});
    const judge = this.stage('judge', {runs: many(textKind)});
    const pipeline = definePipeline({seed});
    const runs = cells.map((cell) =>
      pipeline.add(train, {
        cell,
        parameters: {rate: cell === 'a' ? rate : 1, batch: 50},
        claims: [`claim-${cell}`],
      }),
    );
    pipeline.add(judge, {
      cell: 'all',
      parameters: {},
      inputs: {runs: runs.map(({outputs}) => outputs.out)},
      claims: ['verdict'],
      seed: ['judge'],
    });
    return pipeline;
  }
}

/** Runs, edits, and explains; by node, the reasons and the changes in words. */
async function explained(edit: (project: Project) => void, after: Choice = {}) {
  const project = new Project();
  await project.run(project.pipeline());
  edit(project);
  const plan = await project.plan(project.pipeline(after));
  return Object.fromEntries(
    explain(plan).map(({node, status, reasons, changes}) => [
      node,
      [status, ...reasons, ...changes.map(describeChange)],
    ]),
  );
}

const nothing = () => undefined;

describe('explain', () => {
  test('says that nothing runs', async () => {
    expect(await explained(nothing)).toEqual({
      'train/a': ['cached'],
      'train/b': ['cached'],
      'judge/all': ['cached'],
    });
  });

  test('names the parameter, and what waits for it', async () => {
    expect(await explained(nothing, {rate: 0.05})).toEqual({
      'train/a': ['run', 'parameters changed', 'rate 0.1 → 0.05'],
      'train/b': ['cached'],
      'judge/all': ['may run', 'upstream runs'],
    });
  });

  test('names the function', async () => {
    const edit = (project: Project) =>
      project.write('bodies/step.ts', 'export const other = 3; export const step = (x) => x + 2;');
    expect(await explained(edit)).toMatchObject({
      'train/a': ['run', 'code changed', 'bodies/step.ts#step changed'],
    });
  });

  test('names the package that is reached through another', async () => {
    const edit = (project: Project) => project.install(packages('2.0.0'));
    expect(await explained(edit)).toEqual({
      'train/a': ['cached'],
      'train/b': ['cached'],
      'judge/all': ['run', 'packages changed', 'scalar 1.0.0 → 2.0.0'],
    });
  });

  test('names the environment, the seed and the members', async () => {
    expect(await explained(nothing, {engine: '2'})).toMatchObject({
      'train/b': ['run', 'environment changed', "engine '1' → '2'"],
    });
    expect((await explained(nothing, {seed: 2}))['train/a']).toEqual([
      'run',
      'seed changed',
      expect.stringMatching(/^seed \d+ → \d+$/),
    ]);
    expect(await explained(nothing, {cells: ['a']})).toMatchObject({
      'judge/all': ['run', 'inputs changed', 'runs: train/b removed'],
    });
  });

  test('says what never ran, and what was lost', async () => {
    const project = new Project();
    const first = await project.plan(project.pipeline());
    expect(explain(first).map(({reasons}) => reasons)).toEqual([
      ['never ran'],
      ['never ran'],
      ['never ran', 'upstream runs'],
    ]);
    expect(await explained((one) => one.remove('artifacts/ac'))).toMatchObject({
      'train/a': ['run', 'result lost'],
    });
  });

  test('states the claims of everything that depends on a node, and its expected time', async () => {
    const project = new Project();
    const plan = await project.plan(project.pipeline());
    expect(explain(plan).map(({claims}) => claims)).toEqual([
      ['claim-a', 'verdict'],
      ['claim-b', 'verdict'],
      ['verdict'],
    ]);
    expect(explain(plan).map(({seconds}) => seconds)).toEqual([1, 1, 1]);
  });
});

test('tells of a long list what it lost and what it gained', () => {
  const cells = Array.from({length: 20}, (_, index) => `cell ${index}`);
  const words = (after: readonly string[]) =>
    describeChange({field: 'parameters', name: 'runs', before: cells, after});
  expect(words([...cells.slice(1), 'new', 'newer'])).toBe(
    "runs lost 1 ('cell 0'), gained 2 ('new', …)",
  );
  expect(words(cells.toReversed())).toBe('runs in another order');
});
