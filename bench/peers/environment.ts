import {existsSync} from 'node:fs';
import {copyFile, readFile} from 'node:fs/promises';
import path from 'node:path';
import {execa} from 'execa';

const requirements = path.join(import.meta.dirname, 'requirements.txt');
const ownFolder = path.join(
  import.meta.dirname,
  '../../node_modules/.cache/three-factors/peers-environment',
);

/**
 * The Python that has the peers: of the environment that `THREE_FACTORS_PEERS` names, else of one that
 * is made here once (`python3 -m venv`, pip's default index, about 2 GB) and again when the
 * requirements change.
 */
export async function peersPython(): Promise<string> {
  const given = process.env['THREE_FACTORS_PEERS'];
  if (given === undefined) await makeEnvironment(ownFolder);
  return path.join(given ?? ownFolder, 'bin', 'python');
}

async function makeEnvironment(folder: string): Promise<void> {
  const made = path.join(folder, 'requirements.txt');
  const isMade =
    existsSync(made) && (await readFile(made, 'utf8')) === (await readFile(requirements, 'utf8'));
  if (isMade) return;
  process.stderr.write(`Making an environment for the peers at ${folder} …\n`);
  const python = path.join(folder, 'bin', 'python');
  await execa('python3', ['-m', 'venv', folder], {stdio: 'inherit'});
  await execa(python, ['-m', 'pip', 'install', '--quiet', '--requirement', requirements], {
    stdio: 'inherit',
  });
  await copyFile(requirements, made);
}
