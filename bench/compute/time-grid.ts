import {mkdtemp} from 'node:fs/promises';
import path from 'node:path';
import {execa} from 'execa';
import {oneThread, peerScript, writeImages, type Place} from './contenders.ts';
import {cellImages, gridCells, gridModel} from './grid-cells.ts';

/** Times the grid of E1 in all three arrangements, turn by turn, each from the start of its process [s]. */
export async function timeGrid(rounds: number, {python, scratch}: Place) {
  const data = await writeImages('fashion-mnist', scratch);
  const peer = async (arrangement: string, env: Readonly<Record<string, string>> = {}) => {
    const folder = await mkdtemp(path.join(scratch, 'checkpoints-'));
    const cells = {cells: gridCells, cellImages, model: gridModel};
    const given = JSON.stringify({...cells, data, folder, arrangement});
    return timed(python, [peerScript('grid.py'), given], env);
  };
  const seconds = {ours: [0], loop: [0], best: [0]};
  for (let round = 0; round < rounds; round++) {
    const store = await mkdtemp(path.join(scratch, 'store-'));
    const grid = path.join(import.meta.dirname, 'grid.ts');
    seconds.ours[round] = await timed('npx', ['tsx', grid, '--store', store]);
    seconds.loop[round] = await peer('loop');
    seconds.best[round] = await peer('best', oneThread);
  }
  return {images: cellImages * gridCells.length, ...seconds};
}

async function timed(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
) {
  const start = performance.now();
  await execa(file, args, {env});
  return (performance.now() - start) / 1000;
}
