import {readFileSync} from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {describe, expect, test} from 'vitest';
import {z} from 'zod';
import {defineStage, many} from '../../src/pipeline/define.ts';
import {describeChange} from '../../src/pipeline/diff.ts';
import {explain} from '../../src/pipeline/explain.ts';
import {eachPart, onePart, part, type Part} from '../../src/pipeline/parts.ts';
import {definePipeline} from '../../src/pipeline/pipeline.ts';
import {refusal} from './rig/refusal.ts';
import {Rig} from './rig/rig.ts';
import {textKind} from './rig/text-kind.ts';

/** What a family of the rig exports by default. */
type Family = (width: number) => string;

/** train (a cell a family) → tell, whose parts are all the tellers. */
class Project extends Rig {
  constructor() {
    super();
    this.write(
      'bodies/train.ts',
      `import {writeOutput} from './io.ts';
       export const prepare = () => 'warm';
       export default async ({parameters, outputs}, {family}) =>
         writeOutput(outputs.out, family(parameters.width));`,
    );
    this.write(
      'bodies/tell.ts',
      `import {writeOutput} from './io.ts';
       export default async ({inputs, outputs}, {tellers}) =>
         writeOutput(
           outputs.out,
           inputs.runs
             .map(({node, about}) => tellers[about.family](node + ' ' + about.settings.width))
             .join('; '),
         );`,
    );
    this.family('mlp', '"mlp " + width');
    this.family('vgg', '"vgg " + double(width)', 'import {double} from "../src/double.ts";');
    this.write('src/double.ts', 'export const double = (x) => 2 * x; export const half = 1;');
  }

  family(name: string, text: string, head = '') {
    this.write(`families/${name}.ts`, `${head} export default (width) => ${text};`);
  }

  part(name: string): Part<Family> {
    const module = pathToFileURL(path.join(this.root, 'families', `${name}.ts`));
    return part(module, () => Promise.reject(new Error('not in this process')));
  }

  pipeline(families: readonly string[], width: (family: string) => number = () => 8) {
    const stages = {
      parameters: z.object({width: z.number().default(3)}),
      outputs: {out: textKind},
      resources: () => ({cpus: 1, memoryMB: 10, gpu: false, seconds: 1}),
    };
    const train = defineStage({
      ...stages,
      name: 'train',
      summary: 'Trains.',
      inputs: {},
      body: pathToFileURL(path.join(this.root, 'bodies/train.ts')),
      parts: {family: onePart<Family>()},
    });
    const about = z.object({
      family: z.string(),
      settings: z.object({width: z.number().positive(), momentum: z.number().default(0)}),
    });
    const tell = defineStage({
      ...stages,
      name: 'tell',
      summary: 'Tells.',
      inputs: {runs: many(textKind, about)},
      body: pathToFileURL(path.join(this.root, 'bodies/tell.ts')),
      parts: {tellers: eachPart<Family>()},
    });
    const pipeline = definePipeline({seed: 1});
    const runs = families.map((family) => ({
      output: pipeline.add(train, {
        cell: family,
        parameters: {},
        parts: {family: this.part(family)},
      }).outputs.out,
      about: {family, settings: {width: width(family)}},
    }));
    pipeline.add(tell, {
      cell: 'all',
      parameters: {},
      inputs: {runs},
      parts: {tellers: Object.fromEntries(families.map((name) => [name, this.part(name)]))},
    });
    return pipeline;
  }
}

describe('a part of a body', () => {
  test('is handed to it, alone or by name', async () => {
    const project = new Project();
    const ran = await project.run(project.pipeline(['mlp', 'vgg']));
    expect(ran.result.outcome).toBe('completed');
    expect(await project.text(ran, 'train/vgg')).toBe('vgg 6');
    expect(await project.text(ran, 'tell/all')).toBe('mlp train/mlp 8; vgg NaN');
  });

  test('is in the key of the nodes that name it, with what it reaches, and in no other', async () => {
    const project = new Project();
    await project.run(project.pipeline(['mlp', 'vgg']));
    project.write('src/double.ts', 'export const double = (x) => 3 * x; export const half = 1;');
    const edited = await project.run(project.pipeline(['mlp', 'vgg']));
    expect(edited.executed).toEqual(['train/vgg', 'tell/all']);
    project.write('src/double.ts', 'export const double = (x) => 3 * x; export const half = 2;');
    expect((await project.run(project.pipeline(['mlp', 'vgg']))).executed).toEqual([]);
  });

  test('may be added without a new key for what is there', async () => {
    const project = new Project();
    await project.run(project.pipeline(['mlp', 'vgg']));
    project.family('resnet', '"resnet " + width');
    const {executed} = await project.run(project.pipeline(['mlp', 'vgg', 'resnet']));
    expect(executed).toEqual(['train/resnet', 'tell/all']);
  });

  test('leaves the body its other exports, and no trace of where the project stands', async () => {
    const projects = [new Project(), new Project()];
    const plans = await Promise.all(
      projects.map((project) => project.plan(project.pipeline(['mlp']))),
    );
    const [first, second] = plans.map((plan) => [...plan.code.values()][0]);
    expect(first.bundle).toBe(second.bundle);
    const text = readFileSync(first.file, 'utf8');
    expect(text).toMatch(/export\{.*\bprepare\b.*\}/);
    expect(text).not.toContain(projects[0].root);
  });

  test('that cannot be read is an error of the body that asks for it', async () => {
    const project = new Project();
    project.family('broken', '(');
    await expect(project.plan(project.pipeline(['broken']))).rejects.toMatchObject({
      code: 'BODY_UNREADABLE',
      field: 'bodies/train.ts',
    });
  });

  test('may reach for no more than a body', async () => {
    const project = new Project();
    project.family('clock', 'String(Date.now())');
    await expect(project.plan(project.pipeline(['clock']))).rejects.toMatchObject({
      code: 'READ_UNDECLARED',
      stage: 'train',
      field: 'families/clock.ts',
    });
  });
});

describe('what is said of a member', () => {
  test('is part of the key, and of the explanation', async () => {
    const project = new Project();
    await project.run(project.pipeline(['mlp', 'vgg']));
    const plan = await project.plan(
      project.pipeline(['mlp', 'vgg'], (family) => (family === 'mlp' ? 9 : 8)),
    );
    const open = explain(plan).filter(({status}) => status === 'run');
    expect(open.map(({node}) => node)).toEqual(['tell/all']);
    expect(open[0].changes.map(describeChange)).toEqual([
      'runs: train/mlp about.settings.width changed',
    ]);
  });

  test('is checked where it is wired; defaults are filled in', () => {
    const project = new Project();
    expect(refusal(() => project.pipeline(['mlp'], () => -1))).toMatchObject({
      code: 'PARAMETERS_INVALID',
      field: 'runs.train/mlp.settings.width',
      received: '-1',
    });
    const node = project.pipeline(['mlp']).nodes.get('tell/all');
    expect(node?.inputs['runs']).toMatchObject([
      {node: 'train/mlp', about: {family: 'mlp', settings: {width: 8, momentum: 0}}},
    ]);
  });
});
