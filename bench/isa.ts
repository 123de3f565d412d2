/**
 * What the pin to AVX2 costs: the same trainings with it and with all that this CPU has, turn by turn in
 * one run, images/s and their ratio with its spread over the rounds. On a CPU without AVX-512 it is 1.
 *
 *   npx tsx bench/isa.ts [CASE …] [--rounds 3] [--seconds 3]
 */
import {cpus} from 'node:os';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {isaChoices, isaVariable} from '../src/compute/engine/isa.ts';
import {cases} from './compute/cases.ts';
import {Team} from './compute/contender.ts';
import {ratios, ratioText, spread} from './compute/statistics.ts';

const {positionals, values: options} = parseArgs({
  allowPositionals: true,
  options: {
    rounds: {type: 'string', default: '3'},
    seconds: {type: 'string', default: '3'},
  },
});
const processes = cpus().length;
const script = path.join(import.meta.dirname, 'compute/train.ts');

/** Rates of each choice in each round [images/s]; the first turn warms up. */
async function measure(name: string, batchSize: number): Promise<number[][]> {
  const command = [process.execPath, '--import', 'tsx', script, name, `${batchSize}`] as const;
  const teams = await Promise.all(
    isaChoices.map((isa) => Team.start({command, processes, environment: {[isaVariable]: isa}})),
  );
  const rates: number[][] = teams.map(() => []);
  for (let round = -1; round < Number(options.rounds); round++)
    for (const [index, team] of teams.entries()) {
      const {rate} = await team.work(round < 0 ? 0.5 : Number(options.seconds));
      if (round >= 0) rates[index].push(rate);
    }
  await Promise.all(teams.map((team) => team.end()));
  return rates;
}

for (const {name, batchSizes} of cases)
  if (positionals.length === 0 || positionals.includes(name))
    for (const batchSize of batchSizes) {
      const [pinned, native] = await measure(name, batchSize);
      const row = [
        `${name} S=${batchSize}`.padEnd(24),
        spread(pinned).median.toFixed(0).padStart(9),
      ];
      process.stdout.write(`${row.join(' ')}  ${ratioText(ratios(pinned, native))} of native\n`);
    }
