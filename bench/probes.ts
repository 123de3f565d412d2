/**
 * Probes the loss around the same weights, on the same images, here, in PyTorch and in PyHessian, turn
 * by turn in one run, and prints how many times faster this is, with the spread over the rounds
 * (bench/peers/probes.py says what the peers do). Ours is what the pipeline does: a process of one
 * thread on each core, and what all of them do together counts.
 *
 *   npx tsx bench/probes.ts [CASE …] [--what product,eigenvalue,whole] [--rounds 3] [--seconds 3]
 *
 * Cases: those of probes/cases.ts. `product`: one product with the Hessian, and what it costs in
 * gradients. `eigenvalue`: λ_max to the residual that PyHessian's stopping rule ends with. `whole`:
 * λ_max, ‖H‖_F and trace of VGG-11 on 2,048 images; takes minutes.
 */
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {cpus, tmpdir} from 'node:os';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {execa} from 'execa';
import {loadEngine} from '../src/compute/engine/load.ts';
import {Team, type Contender} from './compute/contender.ts';
import {oneThread, peerScript} from './compute/contenders.ts';
import {ratios, ratioText, spread} from './compute/statistics.ts';
import {peersPython} from './peers/environment.ts';
import {cases} from './probes/cases.ts';
import {trainCheckpoint} from './probes/checkpoint.ts';

const {positionals, values: options} = parseArgs({
  allowPositionals: true,
  options: {
    what: {type: 'string', default: 'product,eigenvalue,whole'},
    rounds: {type: 'string', default: '3'},
    seconds: {type: 'string', default: '3'},
  },
});
const rounds = Number(options.rounds);
const what = options.what.split(',');
const scratch = mkdtempSync(path.join(tmpdir(), 'bench-probes-'));
const python = await peersPython();
const processes = cpus().length;
const print = (line: string) => process.stdout.write(`${line}\n`);
const columns = (...cells: readonly string[]) =>
  print(cells.map((cell, index) => (index === 0 ? cell.padEnd(26) : cell.padStart(20))).join(' '));

const script = (name: string) =>
  ['--import', 'tsx', path.join(import.meta.dirname, 'probes', name)] as const;
const ours = (...args: string[]): Contender => ({
  command: [process.execPath, ...script('probe.ts'), ...args],
  processes,
});
const peer = (folder: string, probe: string, arrangement: 'loop' | 'best' | 'kept'): Contender => ({
  command: [python, peerScript('probes.py'), JSON.stringify({folder, what: probe, arrangement})],
  ...(arrangement === 'loop' ? {processes: 1} : {processes, environment: oneThread}),
});

/** Rates of each in each round [1/s]; they take turns. */
async function takeTurns(teams: readonly Team[]): Promise<number[][]> {
  const rates: number[][] = teams.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, team] of teams.entries())
      rates[index].push((await team.work(Number(options.seconds))).rate);
  await Promise.all(teams.map((team) => team.end()));
  return rates;
}

async function compareProducts(folder: string, name: string): Promise<void> {
  const contenders = [
    ours(folder, 'product'),
    ours(folder, 'gradient'),
    peer(folder, 'product', 'loop'),
    peer(folder, 'product', 'best'),
    peer(folder, 'product', 'kept'),
    ours(folder, 'product', '2'),
    ours(folder, 'gradient', '2'),
  ];
  const teams: Team[] = [];
  // One after the other: compiling at the same time would take the memory of all at once.
  for (const contender of contenders) teams.push(await Team.start(contender));
  const [mine, gradients, loop, best, kept, halves, gradientsOfHalves] = await takeTurns(teams);
  columns(
    `${name}, product`,
    `${(1000 / spread(mine).median).toFixed(1)} ms`,
    ratioText(ratios(mine, loop)),
    ratioText(ratios(mine, best)),
    ratioText(ratios(mine, kept)),
    ratioText(ratios(gradients, mine)),
    ratioText(ratios(gradientsOfHalves, halves)),
  );
}

async function compareEigenvalues(folder: string, name: string): Promise<void> {
  const theirs = await Team.start(peer(folder, 'eigenvalue', 'loop'));
  const residual = readFileSync(path.join(folder, 'residual'), 'utf8');
  const mine = await Team.start(ours(folder, 'eigenvalue', residual));
  const [ourRates, theirRates] = await takeTurns([mine, theirs]);
  columns(
    `${name}, λ_max`,
    `${(1000 / spread(ourRates).median).toFixed(0)} ms`,
    ratioText(ratios(ourRates, theirRates)),
  );
}

await loadEngine();
print(`${cpus()[0].model}, ${processes} cores; ${rounds} rounds of ${options.seconds} s`);
print('ours: one each so often, all processes together; a λ_max beside PyHessian’s default');
columns(
  '',
  'ours',
  'to the usual',
  'to the best',
  'to the best, kept',
  'in gradients',
  'of two batches',
);
for (const one of cases.filter(({name}) => !positionals.length || positionals.includes(name))) {
  if (!what.includes('product') && !what.includes('eigenvalue')) break;
  const folder = await trainCheckpoint(one, scratch);
  const name = `${one.name} N=${one.images}`;
  if (what.includes('product')) await compareProducts(folder, name);
  if (what.includes('eigenvalue')) await compareEigenvalues(folder, name);
}
if (what.includes('whole')) {
  const [one] = cases.filter(({name}) => name === 'vgg-11');
  const folder = await trainCheckpoint({...one, images: 2048}, scratch);
  await execa(process.execPath, [...script('whole.ts'), folder], {stdio: 'inherit'});
}
rmSync(scratch, {recursive: true});
