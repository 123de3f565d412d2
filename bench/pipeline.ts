/**
 * The pipeline on a synthetic DAG of cheap stages, 1 → N → 1 → 1: no-op, dry run, one-cell change,
 * cold run with two workers, and the peak memory of the driver. Each figure is one process of its
 * own, timed inside (from the first import to the end) and outside (with the start of Node).
 *
 *   npx tsx bench/pipeline.ts [N …]
 */
import {mkdtempSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {execa} from 'execa';

const sizes = process.argv.slice(2).map(Number);
const cases = [
  ['cold', 'run', 1],
  ['no-op', 'run', 1],
  ['no-op again', 'run', 1],
  ['dry run', 'plan', 1],
  ['one cell changed', 'run', 2],
] as const;

const body = (expression: string) => `
  import {readFile, writeFile} from 'node:fs/promises';
  const read = (file) => readFile(file.path, 'utf8');
  export default async ({parameters, inputs, outputs}) => {
    await writeFile(outputs.out.path, String(${expression}));
  };
`;

function makeProject(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'bench-pipeline-'));
  mkdirSync(path.join(root, 'bodies'));
  const bodies = {
    data: '"data"',
    train: '(await read(inputs.data)) + parameters.rate',
    summarize: '(await Promise.all(inputs.runs.map(({file}) => read(file)))).join()',
    report: '"report " + (await read(inputs.summary)).length',
  };
  for (const [name, expression] of Object.entries(bodies)) {
    writeFileSync(path.join(root, 'bodies', `${name}.ts`), body(expression));
  }
  writeFileSync(path.join(root, 'package.json'), '{"type": "module"}');
  writeFileSync(path.join(root, 'package-lock.json'), '{"lockfileVersion": 3, "packages": {}}');
  return root;
}

const driver = path.join(import.meta.dirname, 'pipeline-driver.ts');

process.stdout.write('     N  case               inside [s]  outside [s]  executed  peak [MB]\n');
for (const size of sizes.length > 0 ? sizes : [100, 1000, 10_000]) {
  const root = makeProject();
  for (const [name, command, change] of cases) {
    const start = performance.now();
    const {stdout} = await execa('npx', ['tsx', driver, root, command, `${size}`, `${change}`]);
    const outside = (performance.now() - start) / 1000;
    const [inside, executed, peak] = stdout.split(' ').map(Number);
    process.stdout.write(
      `${`${size}`.padStart(6)}  ${name.padEnd(17)}  ${inside.toFixed(3).padStart(10)}  ${outside.toFixed(3).padStart(11)}  ${`${executed}`.padStart(8)}  ${peak.toFixed(0).padStart(9)}\n`,
    );
  }
  rmSync(root, {recursive: true, force: true});
}
