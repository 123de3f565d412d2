/**
 * The pipeline on a synthetic DAG of cheap stages, 1 → N → 1 → 1: no-op, dry run, one-cell change,
 * cold run with two workers, and the peak memory of the driver. Each figure is one process of its
 * own, timed inside (from the first import to the end) and outside (with the start of Node).
 *
 *   npx tsx bench/pipeline.ts [N …]
 */
import {rmSync} from 'node:fs';
import path from 'node:path';
import {execa} from 'execa';
import {makeProject} from './pipeline-project.ts';

const sizes = process.argv.slice(2).map(Number);
const cases = [
  ['cold', 'run', 1],
  ['no-op', 'run', 1],
  ['no-op again', 'run', 1],
  ['dry run', 'plan', 1],
  ['one cell changed', 'run', 2],
] as const;

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
