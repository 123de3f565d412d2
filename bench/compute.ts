/**
 * Trains the same networks on the same images here and in PyTorch, turn by turn in one run, and prints
 * how many times faster this is, with the spread over the rounds: than PyTorch's usual loop, and than
 * its best arrangement (bench/peers/train.py says what the two are). Ours is what the pipeline does: a
 * process of one thread on each core.
 *
 *   npx tsx bench/compute.ts [CASE …] [--batch-sizes 50,1000] [--rounds 3] [--seconds 3]
 *
 * Cases: those of compute/cases.ts; `grid`, the grid of E1 from the start of the process to the last
 * checkpoint; `memory`, the peak of VGG-11 at S = 1024.
 */
import {mkdtempSync, rmSync} from 'node:fs';
import {cpus, tmpdir} from 'node:os';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {cases, type Case} from './compute/cases.ts';
import {Team} from './compute/contender.ts';
import {arrangements, multiplication, peakMemory} from './compute/contenders.ts';
import {timeGrid} from './compute/time-grid.ts';
import {operationsPerImage} from './compute/operations.ts';
import {ratios, ratioText, spread} from './compute/statistics.ts';
import {peersPython} from './peers/environment.ts';

const {positionals, values: options} = parseArgs({
  allowPositionals: true,
  options: {
    'batch-sizes': {type: 'string'},
    rounds: {type: 'string', default: '3'},
    seconds: {type: 'string', default: '3'},
  },
});
const rounds = Number(options.rounds);
const seconds = Number(options.seconds);
const wanted = (name: string) => positionals.length === 0 || positionals.includes(name);
const print = (line: string) => process.stdout.write(`${line}\n`);
const scratch = mkdtempSync(path.join(tmpdir(), 'bench-compute-'));
const python = await peersPython();
const processes = cpus().length;

/** Operations per second of all cores together [1/s]. */
async function measureCeiling(): Promise<number> {
  const team = await Team.start(multiplication(processes));
  const rates: number[] = [];
  for (let round = 0; round < rounds; round++) rates.push((await team.work(1)).rate);
  await team.end();
  return spread(rates).median;
}

/** Rates of each arrangement in each round [images/s]; they take turns. */
async function measure(one: Case, batchSize: number): Promise<number[][]> {
  const contenders = await arrangements(one, batchSize, {python, scratch, processes});
  const teams = await Promise.all(contenders.map((contender) => Team.start(contender)));
  const rates: number[][] = teams.map(() => []);
  // The first turn warms up.
  for (let round = -1; round < rounds; round++)
    for (const [index, team] of teams.entries()) {
      const {rate} = await team.work(round < 0 ? 0.5 : seconds);
      if (round >= 0) rates[index].push(rate);
    }
  await Promise.all(teams.map((team) => team.end()));
  return rates;
}

const columns = (...cells: readonly string[]) =>
  print(cells.map((cell, index) => (index === 0 ? cell.padEnd(24) : cell.padStart(19))).join(' '));
const thousands = (value: number) => Math.round(value).toLocaleString('en');

print(`${cpus()[0].model}, ${processes} cores; ${rounds} rounds of ${seconds} s`);
const ceiling = await measureCeiling();
print(`ceiling: ${(ceiling / 1e9).toFixed(0)} GFLOP/s of float32 matrix product\n`);
columns('images/s', 'ours', 'of ceiling', 'to the usual loop', 'to the best');
for (const one of cases.filter(({name}) => wanted(name))) {
  const batchSizes = options['batch-sizes']?.split(',').map(Number) ?? one.batchSizes;
  for (const batchSize of batchSizes) {
    const rates = await measure(one, batchSize).catch((error: unknown) => String(error));
    if (typeof rates === 'string') {
      // PyTorch aborts on some CPUs (docs/bench.md); the other cases go on.
      columns(`${one.name} S=${batchSize}`, rates.split('\n')[0]);
      continue;
    }
    const [ours, loop, best] = rates;
    const {median} = spread(ours);
    const share = (median * operationsPerImage(one.model)) / ceiling;
    columns(
      `${one.name} S=${batchSize}`,
      thousands(median),
      `${(100 * share).toFixed(0)} %`,
      ratioText(ratios(ours, loop)),
      ratioText(ratios(ours, best)),
    );
  }
}
if (wanted('grid')) {
  const {images, ours, loop, best} = await timeGrid(rounds, {python, scratch, processes});
  const rate = images / spread(ours).median;
  const text = (others: readonly number[]) => ratioText(ratios(others, ours));
  columns('grid, start to end', thousands(rate), '', text(loop), text(best));
}
if (wanted('memory')) {
  const peakMB = await peakMemory('vgg-11', 1024);
  print(`\npeak memory of VGG-11 at S=1024: ${thousands(peakMB)} MB`);
}
rmSync(scratch, {recursive: true});
