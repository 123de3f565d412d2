/**
 * The DAG of bench/pipeline.ts, 1 → N → 1 → 1 cheap stages, here and in other tools, in one run: cold
 * with two workers, no-op, dry run, and one cell changed. Seconds with the start of the process; below
 * each peer's, how many times as long it took as ours. The tools are installed into a folder of their
 * own (peers/tools.ts); one that is not there or fails is passed over, and said.
 *
 *   npx tsx bench/pipeline-peers.ts [N …] [--all]
 *
 * `--all`: the slow peers at N = 1,000 too.
 */
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {execa} from 'execa';
import {peers, type Peer} from './peers/pipelines.ts';
import {peerTools} from './peers/tools.ts';
import {makeProject} from './pipeline-project.ts';

const {positionals, values: options} = parseArgs({
  allowPositionals: true,
  options: {all: {type: 'boolean', default: false}},
});
const sizes = positionals.length > 0 ? positionals.map(Number) : [100, 1000];
const tools = await peerTools();
const environment = {
  PATH: [path.join(tools, 'py/bin'), path.join(tools, 'node_modules/.bin'), process.env['PATH']]
    .filter((folder) => folder !== undefined)
    .join(':'),
  WIREIT_PARALLEL: '2',
  WIREIT_LOGGER: 'quiet',
  TURBO_TELEMETRY_DISABLED: '1',
  DVC_NO_ANALYTICS: '1',
};

const cases = ['cold', 'no-op', 'dry run', 'one cell'] as const;
/** Seconds by case; a tool without a dry run has none. */
type Timing = Readonly<Record<(typeof cases)[number], number | undefined>>;

async function seconds(cwd: string, [command, ...args]: readonly string[]): Promise<number> {
  const start = performance.now();
  await execa(command, args, {cwd, env: environment, stdio: 'pipe'});
  return (performance.now() - start) / 1000;
}

async function timeOurs(size: number): Promise<Timing> {
  const root = makeProject();
  const driver = path.join(import.meta.dirname, 'pipeline-driver.ts');
  const go = (command: string, change: number) =>
    seconds(path.dirname(import.meta.dirname), [
      process.execPath,
      '--import',
      'tsx',
      driver,
      root,
      command,
      `${size}`,
      `${change}`,
    ]);
  try {
    return {
      cold: await go('run', 1),
      'no-op': await go('run', 1),
      'dry run': await go('plan', 1),
      'one cell': await go('run', 2),
    };
  } finally {
    rmSync(root, {recursive: true, force: true});
  }
}

async function timePeer(peer: Peer, size: number): Promise<Timing> {
  const root = mkdtempSync(path.join(tmpdir(), 'bench-peer-'));
  const cells = Array.from({length: size}, (_, index) => `cell${index}`);
  try {
    peer.write(root, cells, tools);
    const cold = await seconds(root, peer.run);
    const noop = await seconds(root, peer.run);
    const dryRun = peer.dryRun && (await seconds(root, peer.dryRun));
    writeFileSync(path.join(root, peer.source('cell7')), 'changed');
    return {cold, 'no-op': noop, 'dry run': dryRun, 'one cell': await seconds(root, peer.run)};
  } finally {
    rmSync(root, {recursive: true, force: true});
  }
}

function row(name: string, by: string, cells: readonly (string | undefined)[]): void {
  const columns = cells.map((cell) => (cell ?? '-').padStart(10));
  process.stdout.write(`${name.padEnd(10)} ${by.padEnd(8)}${columns.join('')}\n`);
}

for (const size of sizes) {
  process.stdout.write(`\nN = ${size}, seconds\n`);
  row('', 'by', cases);
  const ours = await timeOurs(size);
  row(
    'ours',
    'content',
    cases.map((name) => ours[name]?.toFixed(3)),
  );
  for (const peer of peers.filter(({slow}) => options.all || !slow || size <= 100)) {
    try {
      const timing = await timePeer(peer, size);
      row(
        peer.name,
        peer.by,
        cases.map((name) => timing[name]?.toFixed(3)),
      );
      const times = cases.map((name) => {
        const [theirs, own] = [timing[name], ours[name]];
        return theirs !== undefined && own !== undefined
          ? `×${(theirs / own).toFixed(2)}`
          : undefined;
      });
      row('', '', times);
    } catch (error) {
      const why = error instanceof Error ? error.message.split('\n').slice(0, 6).join(' | ') : '';
      process.stdout.write(`${peer.name}: ${why}\n`);
    }
  }
}
