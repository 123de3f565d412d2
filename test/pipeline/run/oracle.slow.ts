import fc from 'fast-check';
import {expect, test} from 'vitest';
import {many} from '../../../src/pipeline/define.ts';
import {explain} from '../../../src/pipeline/explain.ts';
import type {PipelineNode} from '../../../src/pipeline/node.ts';
import {definePipeline, type Pipeline} from '../../../src/pipeline/pipeline.ts';
import {inProcess} from '../rig/in-process.ts';
import {bodyOf, Rig, type Ran} from '../rig/rig.ts';
import {textKind} from '../rig/text-kind.ts';

/** What stands in the sources, the lockfile and the machine for one stage. */
interface StageState {
  /** Changes nothing. */
  comment: number;
  /** Changes the code, not what it gives. */
  neutral: number;
  /** Changes what the code gives. */
  version: number;
  /** Version of a package that the stage reaches. */
  locked: number;
  environment: number;
}

interface NodeState {
  readonly stage: number;
  /** An input that it cannot do without: a node before it. */
  readonly one: number | undefined;
  /** Inputs that may be missing: nodes before it. */
  readonly all: readonly number[];
  value: number;
  fails: boolean;
}

interface World {
  readonly stages: readonly StageState[];
  readonly nodes: readonly NodeState[];
  /** Version of a package that no stage reaches. */
  stray: number;
}

const stageCount = 3;
const edits = [
  'comment',
  'neutral',
  'version',
  'locked',
  'environment',
  'value',
  'fails',
  'stray',
] as const;

const worlds = fc
  .array(
    fc.record({
      stage: fc.nat(stageCount - 1),
      one: fc.option(fc.nat(20), {nil: undefined}),
      all: fc.array(fc.nat(20), {maxLength: 3}),
      value: fc.nat(2),
      fails: fc.constant(false),
    }),
    {minLength: 1, maxLength: 9},
  )
  .map((nodes): World => ({
    stages: Array.from({length: stageCount}, () => ({
      comment: 0,
      neutral: 0,
      version: 0,
      locked: 0,
      environment: 0,
    })),
    nodes: nodes.map(({one, all, ...node}, index) => ({
      ...node,
      one: one === undefined || index === 0 ? undefined : one % index,
      all: index === 0 ? [] : [...new Set(all.map((other) => other % index))],
    })),
    stray: 0,
  }));

const steps = fc.array(
  fc.array(fc.record({edit: fc.constantFrom(...edits), at: fc.nat(20), to: fc.nat(2)}), {
    maxLength: 3,
  }),
  {minLength: 2, maxLength: 6},
);

function apply(
  world: World,
  {edit, at, to}: {edit: (typeof edits)[number]; at: number; to: number},
) {
  const node = world.nodes[at % world.nodes.length];
  if (edit === 'value') node.value = to;
  else if (edit === 'fails') node.fails = to === 1;
  else if (edit === 'stray') world.stray = to;
  else world.stages[at % stageCount][edit] = to;
}

/** Writes the sources and the lockfile of a world into a project. */
function write(rig: Rig, {stages, stray}: World): void {
  stages.forEach(({comment, neutral, version}, stage) => {
    rig.write(
      `bodies/code-${stage}.ts`,
      `// ${comment}
       export const unused = ${comment};
       export function give(text) {
         let sum = ${version} + 0 * ${neutral};
         for (const character of text) sum += character.charCodeAt(0);
         return sum % 3;
       }`,
    );
  });
  const packages = Object.fromEntries(
    stages.map(({locked}, stage) => [
      `node_modules/pack-${stage}`,
      {version: `${locked}.0.0`, integrity: `sha512-${locked}`},
    ]),
  );
  rig.install({...packages, 'node_modules/x': {version: `${stray}`}});
}

/** Writes what never changes. */
function found(rig: Rig): void {
  for (let stage = 0; stage < stageCount; stage++) {
    rig.write(`node_modules/pack-${stage}/index.js`, 'exports.same = (value) => value;');
    for (const kind of ['loose', 'strict']) {
      rig.write(
        `bodies/${kind}-${stage}.ts`,
        bodyOf(
          'same(give(JSON.stringify([parameters.value, seed, inputs])))',
          `import {give} from './code-${stage}.ts'; import {same} from 'pack-${stage}';`,
          'if (parameters.fails === "yes") throw new Error("told to");',
        ),
      );
    }
  }
}

function declare(rig: Rig, {stages, nodes}: World): Pipeline {
  const pipeline = definePipeline({seed: 1});
  const declared = stages.map(({environment}, stage) => {
    const facts = {environment: () => ({engine: `${environment}`})};
    return {
      loose: rig.stage(`loose-${stage}`, {all: many(textKind)}, facts),
      strict: rig.stage(`strict-${stage}`, {all: many(textKind), one: textKind}, facts),
    };
  });
  const added: PipelineNode<{out: typeof textKind}>[] = [];
  nodes.forEach(({stage, one, all, value, fails}, index) => {
    const {loose, strict} = declared[stage];
    const shared = {cell: `${index}`, parameters: {value, fails: fails ? 'yes' : 'no'}};
    const members = all.map((other) => added[other].outputs.out);
    added.push(
      one === undefined
        ? pipeline.add(loose, {...shared, inputs: {all: members}})
        : pipeline.add(strict, {
            ...shared,
            inputs: {all: members, one: added[one].outputs.out},
          }),
    );
  });
  return pipeline;
}

/** The rules, said again in a few lines: a memory of what was made from what. */
class Oracle {
  readonly #made = new Set<string>();

  /** Which nodes execute now, and what every node gives (null: nothing). */
  run({stages, nodes}: World, seeds: readonly number[]) {
    const executed: number[] = [];
    const given: (string | null)[] = [];
    nodes.forEach((node, index) => {
      const {neutral, version, locked, environment} = stages[node.stage];
      const one = node.one === undefined ? undefined : given[node.one];
      if (one === null) {
        given.push(null);
        return;
      }
      const inputs = {all: node.all.map((other) => given[other]), ...(one !== undefined && {one})};
      const names = node.all.join();
      const key = JSON.stringify([
        [node.stage, neutral, version, locked, environment],
        [node.value, node.fails, seeds[index], names, inputs],
      ]);
      if (!this.#made.has(key)) executed.push(index);
      if (node.fails) {
        given.push(null);
        return;
      }
      this.#made.add(key);
      const text = JSON.stringify([node.value, seeds[index], inputs]);
      given.push(`${Buffer.from(text).reduce((sum, code) => sum + code, version) % 3}`);
    });
    return {executed, given};
  }
}

/** The number of the node, from its id `loose-1/7`. */
const numberOf = (id: string): number => Number(id.split('/')[1]);

const executedNumbers = ({executed}: Ran): readonly number[] =>
  [...new Set(executed.map(numberOf))].sort((a, b) => a - b);

test('what executes is what must, for any pipeline and any edits', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, steps, async (start, changes) => {
      const world = structuredClone(start);
      const rig = new Rig();
      const oracle = new Oracle();
      found(rig);
      for (const change of [[], ...changes]) {
        for (const edit of change) apply(world, edit);
        write(rig, world);
        const pipeline = declare(rig, world);
        const nodes = [...pipeline.nodes.values()];
        const expected = oracle.run(
          world,
          nodes.map(({seed}) => seed),
        );

        const planned = explain(await rig.plan(pipeline));
        const ran = await rig.run(pipeline, {executor: inProcess()});
        expect(executedNumbers(ran)).toEqual(expected.executed);
        const texts = await Promise.all(nodes.map(({id}) => rig.text(ran, id)));
        expect(texts).toEqual(expected.given.map((text) => text ?? ''));

        // The plan never says cached of what runs, or run of what does not.
        const executed = new Set(ran.executed);
        for (const {node, status, reasons} of planned) {
          if (status === 'cached') expect(executed).not.toContain(node);
          if (status === 'run') expect(executed).toContain(node);
          expect(reasons.length > 0).toBe(status === 'run' || status === 'may run');
        }
      }
    }),
    {numRuns: 40},
  );
});
