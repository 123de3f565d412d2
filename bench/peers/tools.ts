import {existsSync, mkdirSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import {execa} from 'execa';

/** The peers of the pipeline and their versions; make and ninja are those of the system. */
const packages = {
  npm: ['wireit@0.14.13', 'turbo@2.11.11'],
  pip: ['snakemake==9.27.1', 'dvc==3.67.1'],
};

const ownFolder = path.join(
  import.meta.dirname,
  '../../node_modules/.cache/three-factors/pipeline-peers',
);

/** A folder with `py/bin` and `node_modules` that hold the peers of the pipeline; made here once. */
export async function peerTools(): Promise<string> {
  const folder = process.env['THREE_FACTORS_PIPELINE_PEERS'] ?? ownFolder;
  const done = path.join(folder, 'made');
  if (existsSync(done)) return folder;
  process.stderr.write(`Installing the peers of the pipeline to ${folder} …\n`);
  mkdirSync(folder, {recursive: true});
  await writeFile(path.join(folder, 'package.json'), '{"private": true}');
  const run = (command: string, ...args: string[]) =>
    execa(command, args, {cwd: folder, stdio: ['ignore', 2, 2]});
  await run('npm', 'install', '--no-audit', '--no-fund', ...packages.npm);
  await run('python3', '-m', 'venv', 'py');
  await run('py/bin/pip', 'install', '--quiet', ...packages.pip);
  await writeFile(done, '');
  return folder;
}
