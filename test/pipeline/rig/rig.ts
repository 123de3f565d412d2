import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {onTestFinished} from 'vitest';
import {z} from 'zod';
import {defineStage, type InputSpec, type Resources} from '../../../src/pipeline/define.ts';
import type {PipelineEvent} from '../../../src/pipeline/events.ts';
import type {PipelineNode} from '../../../src/pipeline/node.ts';
import {openPlan, type Plan} from '../../../src/pipeline/open-plan.ts';
import type {Pipeline} from '../../../src/pipeline/pipeline.ts';
import {run, type RunOptions, type RunResult} from '../../../src/pipeline/run/run.ts';
import {openStore, type StoreOptions} from '../../../src/store/store.ts';
import {textKind} from './text-kind.ts';

/** A body that writes `text`, an expression over `parameters`, `inputs` (their texts) and `seed`. */
export const bodyOf = (text: string, head = '', before = ''): string => `
  import {chance, environment, readInputs, recall, remember, writeOutput} from './io.ts';
  ${head}
  export default async (context) => {
    const {parameters, seed, lineage, scratch, signal, progress, log} = context;
    const inputs = await readInputs(context.inputs);
    ${before}
    await writeOutput(context.outputs.out, String(${text}));
  };
`;

const io = `
  import {readFile, rename, writeFile} from 'node:fs/promises';
  const read = async (file) => file && readFile(file.path, 'utf8');
  export async function readInputs(inputs) {
    const texts = {};
    for (const [name, input] of Object.entries(inputs)) {
      texts[name] = Array.isArray(input)
        ? await Promise.all(input.map((member) => read(member.file)))
        : await read(input);
    }
    return texts;
  }
  export const writeOutput = (slot, text) => writeFile(slot.path, text);
  export const remember = async (scratch, text) => {
    await writeFile(scratch + '/draft', text);
    await rename(scratch + '/draft', scratch + '/state');
  };
  export const recall = (scratch) => readFile(scratch + '/state', 'utf8').catch(() => '');
  export const environment = () => process.env;
  export const chance = () => Math.random();
`;

/** An entry of a lockfile. */
export interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: true;
  readonly inBundle?: true;
  readonly optional?: true;
  readonly os?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const without = (packages: Readonly<Record<string, Locked>>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(packages).filter(([place]) => !names.includes(place)));

/** What one run did. */
export interface Ran {
  readonly result: RunResult;
  readonly events: readonly PipelineEvent[];
  /** Ids of the nodes whose body was started, in order. */
  readonly executed: readonly string[];
}

/** A fresh folder, gone when the test ends. */
export function freshFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'pipeline-'));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true, maxRetries: 3}));
  return folder;
}

/** A project in a folder: bodies, a lockfile, a store. */
export class Rig {
  readonly root: string;
  readonly storeFolder: string;

  constructor(root = freshFolder()) {
    this.root = root;
    this.storeFolder = path.join(root, 'artifacts');
    this.write('bodies/io.ts', io);
    this.write('package.json', '{"type": "module"}');
    this.write('package-lock.json', '{"lockfileVersion": 3, "packages": {}}');
  }

  write(file: string, content: string): string {
    const target = path.join(this.root, file);
    mkdirSync(path.dirname(target), {recursive: true});
    writeFileSync(target, content);
    return target;
  }

  remove(file: string): void {
    rmSync(path.join(this.root, file), {recursive: true});
  }

  /**
   * Packages as npm installs and locks them: place → what the lockfile says of it. Each gets a package.json
   * of its version; links and what is listed in `missing` do not.
   */
  install(packages: Readonly<Record<string, Locked>>, missing: readonly string[] = []): void {
    this.lock(packages);
    this.write(
      'node_modules/.package-lock.json',
      JSON.stringify({packages: without(packages, missing)}),
    );
    for (const [place, {version, link}] of Object.entries(without(packages, missing))) {
      if (link) continue;
      this.write(`${place}/package.json`, JSON.stringify({version, main: 'index.js'}));
    }
  }

  /** A lockfile that was not installed yet. */
  lock(packages: Readonly<Record<string, Locked>>): void {
    this.write('package-lock.json', JSON.stringify({lockfileVersion: 3, packages}));
  }

  /** A stage with one text output, `out`; its parameters are any names and numbers or texts. */
  stage<Inputs extends InputSpec>(
    name: string,
    inputs: Inputs,
    more: {
      readonly resources?: Partial<Resources>;
      readonly environment?: () => Record<string, string>;
      readonly lineage?: boolean;
    } = {},
  ) {
    const {resources, ...rest} = more;
    return defineStage({
      name,
      summary: `Makes ${name}.`,
      parameters: z.object({}).catchall(z.union([z.number(), z.string()])),
      inputs,
      outputs: {out: textKind},
      resources: () => ({cpus: 1, memoryMB: 10, gpu: false, seconds: 1, ...resources}),
      body: pathToFileURL(path.join(this.root, 'bodies', `${name}.ts`)),
      ...rest,
    });
  }

  async options(pipeline: Pipeline, targets?: readonly PipelineNode[]) {
    return {
      pipeline,
      targets: targets ?? [...pipeline.nodes.values()],
      store: await this.openStore(),
      storeFolder: this.storeFolder,
      root: this.root,
      trusted: ['bodies/io.ts'],
    };
  }

  /** What `node` wrote, as the store of this project has it, or the shared one. */
  async text({result}: Ran, node: string, shared?: string): Promise<string> {
    const output = result.manifests.get(node)?.outputs['out'];
    const store = await this.openStore(shared);
    return output ? textKind.read(await store.checkout(output, this.root)) : '';
  }

  /** The store of this project, before a shared one if there is one; `said` gets the codes of its notices. */
  openStore(shared?: string, said: string[] = [], options: Partial<StoreOptions> = {}) {
    return openStore({
      folder: this.storeFolder,
      ...(shared !== undefined && {shared}),
      now: Date.now,
      notice: ({code}) => said.push(code),
      ...options,
    });
  }

  async plan(pipeline: Pipeline): Promise<Plan> {
    return openPlan(await this.options(pipeline));
  }

  async run(pipeline: Pipeline, more: Partial<RunOptions> = {}): Promise<Ran> {
    const events: PipelineEvent[] = [];
    const result = await run({
      ...(await this.options(pipeline)),
      jobs: 2,
      machine: {cpus: 2, memoryMB: 4000, gpus: 0},
      facts: {},
      workerEnvironment: {},
      clock: Date.now,
      retry: {times: 2, delaySeconds: 0.01},
      graceSeconds: 0.2,
      ...more,
      emit(event) {
        events.push(event);
        more.emit?.(event);
      },
    });
    const executed = events.flatMap((event) => (event.type === 'started' ? [event.node] : []));
    return {result, events, executed};
  }
}
