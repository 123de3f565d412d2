/**
 * How long a person waits for a start that has nothing to do: the whole study with everything cached, --list, --help
 * and --version, each beside `npx tsx -e 0` in the same round. The study runs in a copy of this project whose bodies
 * only write placeholders, so that its store fills in seconds. Medians over the rounds [s], and the median of the
 * ratios of each round, by the clock and by processor time (of all processes that take part, npx among them).
 *
 *   npx tsx bench/start.ts [rounds]
 */
import {cpSync, mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {execa} from 'execa';
import {median} from 'simple-statistics';

const rounds = Number(process.argv[2] ?? 9);
const root = path.join(import.meta.dirname, '..');
const reference = ['-e', '0'];
const study = (...options: string[]) => ['pipeline.ts', ...options];
const cases = [reference, study(), study('--list'), study('--help'), study('--version')];

/** Writes a file that satisfies nobody but the store; a report, alone, is a folder. */
const placeholder = `
  import {mkdirSync, writeFileSync} from 'node:fs';
  export default ({outputs}) => {
    for (const {kind, path} of Object.values(outputs)) {
      if (kind === 'report') mkdirSync(path);
      writeFileSync(kind === 'report' ? path + '/index.html' : path, path.length + '');
    }
  };
`;

async function copyProject(): Promise<string> {
  const scratch = path.join(root, '.scratch');
  mkdirSync(scratch, {recursive: true});
  const copy = mkdtempSync(path.join(scratch, 'start-'));
  const {stdout} = await execa('git', ['ls-files', '-co', '--exclude-standard'], {cwd: root});
  const names = stdout.split('\n').filter((name) => !/^(?:reports|docs|test)\//.test(name));
  for (const name of names) cpSync(path.join(root, name), path.join(copy, name));
  // As installed, and with a cache of its own; links, since it is a gigabyte.
  await execa('cp', ['-al', path.join(root, 'node_modules'), copy]);
  rmSync(path.join(copy, 'node_modules', '.cache'), {recursive: true, force: true});
  await hollow(copy, names);
  return copy;
}

/** Puts placeholders in the place of all bodies. */
async function hollow(copy: string, names: readonly string[]): Promise<void> {
  const bodies: string[] = [];
  for (const name of names.filter((each) => /^stages\/.*\.ts$/.test(each))) {
    const text = await readFile(path.join(copy, name), 'utf8');
    for (const [, body = ''] of text.matchAll(/\bbody: new URL\('(\..*?)', import\.meta\.url\)/g)) {
      bodies.push(path.join(path.dirname(name), body));
    }
  }
  for (const body of bodies) await writeFile(path.join(copy, body), placeholder);
  const entry = path.join(copy, 'pipeline.ts');
  const trusting = `trusted: [${bodies.map((body) => `'${body}',`).join('')}`;
  await writeFile(entry, (await readFile(entry, 'utf8')).replace('trusted: [', trusting));
}

interface Times {
  readonly wall: number;
  readonly cpu: number;
}

/** Bash counts the processor time of all that it waited for. */
async function time(cwd: string, args: readonly string[]): Promise<Times> {
  const script = 'TIMEFORMAT="%R %U %S"; time npx tsx "$@" >/dev/null 2>&1';
  const {stderr} = await execa('bash', ['-c', script, 'bash', ...args], {cwd});
  const [wall = NaN, user = NaN, system = NaN] = stderr.split(' ').map(Number);
  return {wall, cpu: user + system};
}

const copy = await copyProject();
try {
  await execa('npx', ['tsx', 'pipeline.ts'], {cwd: copy});
  for (const args of cases) await time(copy, args);
  const times: Times[][] = [];
  for (let round = 0; round < rounds; round++) {
    const row: Times[] = [];
    for (const args of cases) row.push(await time(copy, args));
    times.push(row);
  }
  process.stdout.write(`${'npx tsx …'.padEnd(22)}  clock [s]  ratio  CPU [s]  ratio\n`);
  for (const [index, args] of cases.entries()) {
    const cells = (['wall', 'cpu'] as const).flatMap((kind) => [
      median(times.map((row) => row[index]?.[kind] ?? NaN))
        .toFixed(2)
        .padStart(kind === 'wall' ? 9 : 7),
      median(times.map((row) => (row[index]?.[kind] ?? NaN) / (row[0]?.[kind] ?? NaN)))
        .toFixed(2)
        .padStart(5),
    ]);
    process.stdout.write(`${args.join(' ').padEnd(22)}  ${cells.join('  ')}\n`);
  }
} finally {
  rmSync(copy, {recursive: true, force: true});
}
