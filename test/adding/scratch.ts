/** A copy of the project in which something is added. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {execa} from 'execa';
import {z} from 'zod';
import type {Section} from './document.ts';

const project = path.join(import.meta.dirname, '../..');
const copied = ['src', 'stages', 'experiments', 'data/sample', 'pipeline.ts'];
const settings = ['package.json', 'package-lock.json', 'tsconfig.json'];
const rules = ['eslint.config.js', '.prettierrc.json', '.prettierignore'];

/** Programs and their arguments. */
const checks = {
  compiler: () => ['typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.added.json'],
  linter: (files: readonly string[]) => ['eslint/bin/eslint.js', '--max-warnings', '0', ...files],
  formatter: (files: readonly string[]) => [
    ...['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', ...files],
  ],
};

/** What is known of every node of `quick` without running any: see keys.ts. */
const Keys = z.record(z.string(), z.object({key: z.string(), code: z.string(), parts: z.string()}));
export type Keys = z.output<typeof Keys>;

const Node = z.object({node: z.string(), status: z.string()});
/** A line of `--json`, as far as it is read here. */
const Event = z.object({
  type: z.string(),
  node: z.string().optional(),
  nodes: Node.array().optional(),
  explanations: Node.array().optional(),
});
export type Event = z.output<typeof Event>;

export class Scratch {
  readonly root = mkdtempSync(path.join(tmpdir(), 'adding-'));
  /** Files that were there and are others now. */
  readonly touched = new Set<string>();

  constructor() {
    for (const name of [...copied, ...settings]) {
      cpSync(path.join(project, name), this.#at(name), {recursive: true});
    }
    symlinkSync(path.join(project, 'node_modules'), this.#at('node_modules'));
  }

  /** Does what a section says, but for its commands. */
  add({files, edits}: Section): void {
    for (const [name, text] of Object.entries(files)) {
      if (existsSync(this.#at(name))) throw new Error(`${name} is there already.`);
      mkdirSync(path.dirname(this.#at(name)), {recursive: true});
      writeFileSync(this.#at(name), text);
    }
    for (const {file, from, to} of edits) this.change(file, from, to);
  }

  /** Changes what must stand in a file once. */
  change(file: string, from: string, to: string): void {
    const parts = this.read(file).split(from);
    if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times:\n${from}`);
    writeFileSync(this.#at(file), parts.join(to));
    this.touched.add(file);
  }

  /** Leaves of all experiments one, so that a whole report takes seconds. */
  leaveOnly(experiment: string): void {
    const index = this.#at('experiments/index.ts');
    const kept = this.read('experiments/index.ts').replaceAll(/^ {2}(\w+),\n/gm, (line, name) =>
      name === experiment ? line : '',
    );
    writeFileSync(index, kept);
  }

  /** Runs the command line with a store in the copy, and gives back its events. */
  async run(...args: readonly string[]): Promise<Event[]> {
    const {stdout} = await this.#execute('pipeline.ts', ...args, '--json', '--store', 'artifacts');
    return stdout
      .trim()
      .split('\n')
      .map((line) => Event.parse(JSON.parse(line)));
  }

  /** The keys that all nodes would have if every result were named by its key alone. */
  async keys(): Promise<Keys> {
    const text = this.read('pipeline.ts')
      .replace(/^await start.*$/m, '')
      .replace('await main({', "export const quick = study('quick');\nexport const told = ({");
    writeFileSync(this.#at('study.ts'), text);
    const script = 'test/adding/fixtures/keys.ts';
    cpSync(path.join(project, script), this.#at(script), {recursive: true});
    const {stdout} = await this.#execute(script, this.#at('study.ts'));
    return Keys.parse(JSON.parse(stdout));
  }

  /** Runs a few lines of TypeScript in the copy; what they print. */
  async print(text: string): Promise<string> {
    writeFileSync(this.#at('use.mts'), text);
    return (await this.#execute('use.mts')).stdout;
  }

  /** What the compiler, the linter or the formatter of the project has against these files. */
  async complaints(tool: keyof typeof checks, files: readonly string[]): Promise<string> {
    const own = {extends: './tsconfig.json', files, include: ['src/**/*.d.ts']};
    writeFileSync(this.#at('tsconfig.added.json'), JSON.stringify(own));
    for (const name of rules) cpSync(path.join(project, name), this.#at(name));
    const [program, ...args] = checks[tool](files);
    const {all} = await execa(
      process.execPath,
      [path.join(project, 'node_modules', program), ...args],
      {cwd: this.root, reject: false, all: true},
    );
    return all;
  }

  read(name: string): string {
    return readFileSync(this.#at(name), 'utf8');
  }

  remove(): void {
    rmSync(this.root, {recursive: true, force: true});
  }

  #at(name: string): string {
    return path.join(this.root, name);
  }

  #execute(...args: readonly string[]) {
    // Results that others share would be found instead of made.
    const env = {THREE_FACTORS_SHARED_STORE: ''};
    return execa(process.execPath, ['--import', 'tsx', ...args], {cwd: this.root, env});
  }
}
