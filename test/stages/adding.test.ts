import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {execa} from 'execa';
import {afterEach, beforeAll, beforeEach, expect, test} from 'vitest';
import {bundle} from '../../src/pipeline/code/bundle.ts';
import {entryText} from '../../src/pipeline/code/body-code.ts';
import {sha256} from '../../src/system/hash.ts';

const project = path.join(import.meta.dirname, '../..');

let copy: string;
beforeEach(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'adding-'));
  for (const name of ['src', 'stages', 'data/sample', 'package.json', 'tsconfig.json'])
    cpSync(path.join(project, name), path.join(copy, name), {
      recursive: true,
      filter: (file) => !file.endsWith('.png'),
    });
});
afterEach(() => rmSync(copy, {recursive: true}));

/** The parts that nodes give to a body today, by stage: lists of slot and module. */
const families = readdirSync(path.join(project, 'src/models/families'), {withFileTypes: true})
  .filter((entry) => entry.isDirectory())
  .map(({name}) => ({family: `src/models/families/${name}/build.ts`}));
const given: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  'acquire-data': ['mnist', 'fashion-mnist', 'cifar-10'].map((name) => ({
    collection: `src/data/collections/${name}.ts`,
  })),
  train: families.map((parts) => ({...parts, optimiser: 'src/training/optimisers/sgd.ts'})),
  'measure-curvature': families,
  'measure-noise': families.slice(0, 1),
  interpolate: families.slice(0, 1),
  'survey-plane': families.slice(0, 1),
};

/** SHA-256 of the bundle of every body in the copy, with each of the parts that it is given. */
async function bundles(root = copy): Promise<Record<string, string>> {
  const at = (name: string) => pathToFileURL(path.join(root, name));
  const found: Record<string, string> = {};
  const stages = readdirSync(path.join(root, 'stages'), {recursive: true, encoding: 'utf8'})
    .filter((name) => path.basename(name) === 'body.ts')
    .map((name) => path.dirname(name));
  for (const stage of stages)
    for (const parts of given[stage] ?? [{}]) {
      const modules = Object.fromEntries(
        Object.entries(parts).map(([slot, module]) => [slot, at(module)]),
      );
      const body = at(`stages/${stage}/body.ts`);
      const text = entryText(
        {stage, name: stage, body, parts: modules},
        ({pathname}) => `./${path.relative(root, pathname)}`,
      );
      const made = await bundle({module: `stages/${stage}/body.ts`, text}, root, 0n);
      found[[stage, ...Object.values(parts)].join(' ')] = sha256(made.code + made.packages.join());
    }
  return found;
}

let before: Record<string, string>;
beforeAll(async () => {
  before = await bundles(project);
});

interface Addition {
  /** The index, and what a line of it becomes. */
  readonly index: string;
  readonly edits: readonly (readonly [line: string, becomes: string])[];
  readonly files: Readonly<Record<string, string>>;
  /** What the index gives afterwards: a module that prints it. */
  readonly use: string;
  readonly prints: string;
}

const additions: Readonly<Record<string, Addition>> = {
  'model family': {
    index: 'src/models/families/index.ts',
    edits: [
      ["import * as mlp from './mlp/spec.ts';", "import * as linear from './linear/spec.ts';"],
      [
        'families: Readonly<Record<string, ListedFamily>> = {',
        "linear: listFamily(linear, part(new URL('./linear/build.ts', import.meta.url), () => import('./linear/build.ts'))),",
      ],
    ],
    files: {
      'src/models/families/linear/spec.ts': `
        import {z} from 'zod';
                import type {Forecast, Work} from '../../family.ts';
        export const spec = z.object({family: z.literal('linear').describe('softmax regression')});
        type Spec = z.output<typeof spec>;
        export const work = (_: Spec): Work => ({multiplyAdds: 7840, activations: 10, layers: 1});
        export const forecast: Forecast<Spec> = {
          kernels: 'dense',
          timed: {model: {family: 'linear'}, batchSize: 100, averaging: 1, shape: [28, 28, 1]},
        };`,
      'src/models/families/linear/build.ts': `
        import {modelFamily} from '../../family.ts';
        import {heNormal, sizeOf} from '../../initialiser.ts';
        import {sequential} from '../../layer.ts';
        import {dense, flatten} from '../../layers.ts';
        import {modelOf} from '../../model.ts';
        import {spec, work} from './spec.ts';
        export default modelFamily({
          spec,
          work,
          build(given, inputShape, classes) {
            const fanIn = sizeOf(inputShape);
            const layer = sequential([flatten, dense('logits', fanIn, classes, heNormal(fanIn))]);
            return modelOf(given, layer, inputShape, classes);
          },
        });`,
    },
    use: `import {familyOf} from './src/models/families/index.ts';
      const {default: family} = await familyOf({family: 'linear'}).part.load();
      console.log(family.build({family: 'linear'}, [28, 28, 1], 10).parameters.length);`,
    prints: '2',
  },
  'data set': {
    index: 'src/data/collections/index.ts',
    edits: [
      [
        'collections: Readonly<Record<string, Part<Collection>>> = {',
        "kmnist: part(new URL('./kmnist.ts', import.meta.url), () => import('./kmnist.ts')),",
      ],
    ],
    files: {
      'src/data/collections/kmnist.ts': `
        import type {Collection} from '../collection.ts';
        import {gzippedFiles, idxFiles} from '../idx.ts';
        import {webSource} from '../sources/web.ts';
        const digits = ['o', 'ki', 'su', 'tsu', 'na', 'ha', 'ma', 'ya', 're', 'wo'];
        export default {
          name: 'kmnist',
          provenance: {title: 'KMNIST', homepage: '', licence: 'CC BY-SA 4.0', citation: ''},
          shape: [28, 28, 1],
          classes: digits,
          trainCount: 60_000,
          validationCount: 10_000,
          testCount: 10_000,
          train: [idxFiles('train', 60_000, '', '')],
          test: idxFiles('t10k', 10_000, '', ''),
          sources: [webSource({name: 'CODH', files: gzippedFiles('http://codh', [1, 1, 1, 1])})],
          sampleCounts: {train: 10, validation: 10, test: 10},
        } satisfies Collection;`,
    },
    use: `import {collectionNamed} from './src/data/collections/index.ts';
      console.log((await collectionNamed('kmnist').load()).default.provenance.title);`,
    prints: 'KMNIST',
  },
  optimiser: {
    index: 'src/training/optimisers/index.ts',
    edits: [
      [
        'optimisers: Readonly<Record<string, ListedOptimiser>> = {',
        "sign: {part: part(new URL('./sign.ts', import.meta.url), () => import('./sign.ts'))},",
      ],
    ],
    files: {
      'src/training/optimisers/sign.ts': `
        import {sign} from '@tensorflow/tfjs-core';
        import {descend} from '../../compute/graph/update.ts';
        import type {BuildOptimiser} from '../optimiser.ts';
        export default (() => ({
          identity: 'sign',
          slots: [],
          numbers: () => ({}),
          update: ({parameter, gradient, learningRate}) => [
            descend({parameter, gradient: sign(gradient), learningRate}),
          ],
        })) satisfies BuildOptimiser;`,
    },
    use: `import {optimiserOf} from './src/training/optimisers/index.ts';
      const {part} = optimiserOf({optimiser: {name: 'sign'}});
      console.log((await part.load()).default({momentum: 0}).identity);`,
    prints: 'sign',
  },
};

test.each(Object.keys(additions))(
  'a %s is a folder or a file and a line, and changes the bundle of no body that is there',
  async (kind) => {
    const {index, edits, files, use, prints} = additions[kind];
    expect(Object.keys(before).length).toBeGreaterThan(15);
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.join(copy, path.dirname(name)), {recursive: true});
      writeFileSync(path.join(copy, name), text);
    }
    let text = readFileSync(path.join(copy, index), 'utf8');
    for (const [line, added] of edits) {
      expect(text).toContain(line);
      text = text.replace(line, `${line}\n${added}`);
    }
    writeFileSync(path.join(copy, index), text);
    expect(await bundles()).toEqual(before);
    symlinkSync(path.join(project, 'node_modules'), path.join(copy, 'node_modules'));
    writeFileSync(path.join(copy, 'use.mts'), use);
    const used = await execa(process.execPath, ['--import', 'tsx', 'use.mts'], {cwd: copy});
    expect(used.stdout).toBe(prints);
  },
);

test('what a body is given is in its bundle, and in that of no other', async () => {
  const file = path.join(copy, 'src/models/families/mlp/build.ts');
  writeFileSync(file, readFileSync(file, 'utf8').replace("'logits'", "'last'"));
  const after = await bundles();
  const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
  expect(changed.sort()).toEqual(
    Object.keys(before)
      .filter((name) => name.includes('mlp'))
      .sort(),
  );
});
