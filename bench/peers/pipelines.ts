import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';

/** A tool that executes the DAG 1 → N → 1 → 1 of bench/pipeline.ts, from the files that `write` makes. */
export interface Peer {
  readonly name: string;
  /** How it tells that something changed. */
  readonly by: 'time' | 'content';
  /** Takes eight and more times as long as ours for a hundred cells: only these, unless all are asked for. */
  readonly slow?: boolean;
  readonly write: (root: string, cells: readonly string[], tools: string) => void;
  readonly run: readonly string[];
  readonly dryRun?: readonly string[];
  /** The file to change for one cell to change. */
  readonly source: (cell: string) => string;
}

const put = (root: string, file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(root, file)), {recursive: true});
  writeFileSync(path.join(root, file), text);
};

/** `in/data` and one `in/<cell>` each, and the folder of the outputs. */
function putSources(root: string, cells: readonly string[]): void {
  mkdirSync(path.join(root, 'out'), {recursive: true});
  for (const name of ['data', ...cells]) put(root, `in/${name}`, name);
}

const outputs = (cells: readonly string[]) => cells.map((cell) => `out/${cell}`);
const inSources = (cell: string) => `in/${cell}`;
const sum = 'cat out/cell* > out/summary';
const report = 'wc -c < out/summary > out/report';

const make: Peer = {
  name: 'make',
  by: 'time',
  source: inSources,
  run: ['make', '-s', '-j2'],
  dryRun: ['make', '-n'],
  write(root, cells) {
    putSources(root, cells);
    const rules = [
      `out/report: out/summary ; ${report}`,
      `out/summary: ${outputs(cells).join(' ')} ; ${sum}`,
      'out/cell%: in/cell% out/data ; cat out/data $< > $@',
      'out/data: in/data ; cat in/data > $@',
    ];
    put(root, 'Makefile', rules.join('\n'));
  },
};

const ninja: Peer = {
  name: 'ninja',
  by: 'time',
  source: inSources,
  run: ['ninja', '--quiet', '-j2'],
  dryRun: ['ninja', '-n'],
  write(root, cells) {
    putSources(root, cells);
    const rules = [
      'rule join\n  command = cat $in > $out',
      `rule sum\n  command = ${sum}`,
      `rule report\n  command = ${report}`,
      'build out/data: join in/data',
      ...cells.map((cell) => `build out/${cell}: join out/data in/${cell}`),
      `build out/summary: sum ${outputs(cells).join(' ')}`,
      'build out/report: report out/summary\n',
    ];
    put(root, 'build.ninja', rules.join('\n'));
  },
};

const snakemake: Peer = {
  name: 'Snakemake',
  by: 'content',
  slow: true,
  source: inSources,
  run: ['snakemake', '--quiet', 'all', '--cores', '2'],
  dryRun: ['snakemake', '--quiet', 'all', '--cores', '2', '--dry-run'],
  write(root, cells) {
    putSources(root, cells);
    const rule = (name: string, input: string, output: string, shell: string) =>
      `rule ${name}:\n  input: ${input}\n  output: ${output}\n  shell: ${JSON.stringify(shell)}\n`;
    const rules = [
      `CELLS = ${JSON.stringify(outputs(cells))}`,
      'rule all:\n  input: "out/report"\n',
      rule('data', '"in/data"', '"out/data"', 'cat {input} > {output}'),
      rule('cell', '"out/data", "in/cell{i}"', '"out/cell{i}"', 'cat {input} > {output}'),
      rule('summary', 'CELLS', '"out/summary"', sum),
      rule('report', '"out/summary"', '"out/report"', report),
    ];
    put(root, 'Snakefile', rules.join('\n'));
  },
};

const wireit: Peer = {
  name: 'wireit',
  by: 'content',
  source: inSources,
  run: ['npm', 'run', '--silent', 'report'],
  write(root, cells, tools) {
    putSources(root, cells);
    const script = (command: string, output: string, files: string[], dependencies: string[]) => ({
      command,
      files,
      output: [output],
      dependencies,
    });
    const scripts: Record<string, ReturnType<typeof script>> = {
      data: script('cat in/data > out/data', 'out/data', ['in/data'], []),
      summary: script(sum, 'out/summary', [], [...cells]),
      report: script(report, 'out/report', [], ['summary']),
    };
    for (const cell of cells) {
      const command = `cat out/data in/${cell} > out/${cell}`;
      scripts[cell] = script(command, `out/${cell}`, [`in/${cell}`], ['data']);
    }
    const names = Object.keys(scripts).map((name) => [name, 'wireit'] as const);
    const content = {private: true, scripts: Object.fromEntries(names), wireit: scripts};
    put(root, 'package.json', JSON.stringify(content));
    symlinkSync(path.join(tools, 'node_modules'), path.join(root, 'node_modules'));
  },
};

const turborepo: Peer = {
  name: 'Turborepo',
  by: 'content',
  slow: true,
  source: (cell) => `packages/${cell}/in`,
  run: ['turbo', 'run', 'make', '--concurrency=2', '--output-logs=none', '--no-daemon'],
  dryRun: ['turbo', 'run', 'make', '--dry=json', '--no-daemon'],
  write(root, cells, tools) {
    const member = (name: string, command: string, needs: readonly string[]) => {
      const dependencies = Object.fromEntries(needs.map((need) => [need, '*']));
      const content = {name, version: '1.0.0', scripts: {make: command}, dependencies};
      put(root, `packages/${name}/package.json`, JSON.stringify(content));
      put(root, `packages/${name}/in`, name);
    };
    const whole = {
      private: true,
      name: 'bench',
      packageManager: 'npm@10.0.0',
      workspaces: ['packages/*'],
    };
    put(root, 'package.json', JSON.stringify(whole));
    const task = {dependsOn: ['^make'], inputs: ['in', 'package.json'], outputs: ['out']};
    put(root, 'turbo.json', JSON.stringify({tasks: {make: task}}));
    member('data', 'cat in > out', []);
    for (const cell of cells) member(cell, 'cat ../data/out in > out', ['data']);
    member('summary', 'cat ../cell*/out > out', cells);
    member('report', 'wc -c < ../summary/out > out', ['summary']);
    symlinkSync(path.join(tools, 'node_modules'), path.join(root, 'node_modules'));
  },
};

const dvc: Peer = {
  name: 'DVC',
  by: 'content',
  slow: true,
  source: inSources,
  run: ['dvc', 'repro', '--quiet'],
  dryRun: ['dvc', 'repro', '--quiet', '--dry'],
  write(root, cells) {
    putSources(root, cells);
    mkdirSync(path.join(root, '.dvc'));
    put(root, '.dvc/config', '[core]\n    no_scm = True\n    analytics = false\n');
    const stage = (cmd: string, deps: readonly string[], out: string) => ({cmd, deps, outs: [out]});
    const stages: Record<string, ReturnType<typeof stage>> = {
      data: stage('cat in/data > out/data', ['in/data'], 'out/data'),
      summary: stage(sum, outputs(cells), 'out/summary'),
      report: stage(report, ['out/summary'], 'out/report'),
    };
    for (const cell of cells) {
      const command = `cat out/data in/${cell} > out/${cell}`;
      stages[cell] = stage(command, ['out/data', `in/${cell}`], `out/${cell}`);
    }
    // JSON is YAML.
    put(root, 'dvc.yaml', JSON.stringify({stages}));
  },
};

export const peers: readonly Peer[] = [ninja, make, wireit, snakemake, turborepo, dvc];
