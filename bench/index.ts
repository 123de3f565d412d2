/**
 * `npm run bench`: the named benchmarks one after the other, else all of them. Each is a module beside
 * this one, with options of its own when it is run by itself.
 */
import path from 'node:path';
import {execa} from 'execa';

const benchmarks = ['compute', 'probes', 'pipeline', 'pipeline-peers', 'start', 'store'];

const fileOf = (name: string) => path.join(import.meta.dirname, `${name}.ts`);
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !benchmarks.includes(name));
if (unknown.length > 0)
  throw new RangeError(`${unknown.join(', ')}: there are ${benchmarks.join(', ')}.`);
for (const name of asked.length > 0 ? asked : benchmarks) {
  process.stdout.write(`\n── ${name} ──\n`);
  await execa('npx', ['tsx', fileOf(name)], {stdio: 'inherit'});
}
