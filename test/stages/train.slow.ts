import {execa} from 'execa';
import {createHash} from 'node:crypto';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';

test('a cell gives the same bytes in every worker process', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'train-processes-'));
  const cell = new URL('train-cell.ts', import.meta.url).href;
  const run = async (name: string) => {
    const source = `import {trainCell} from '${cell}'; await trainCell('${join(folder, name)}');`;
    await execa(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', source]);
    const files = ['snapshots', 'record'].map((file) => readFile(join(folder, name, file)));
    return (await Promise.all(files)).map((bytes) =>
      createHash('sha256').update(bytes).digest('hex'),
    );
  };
  try {
    const [one, other] = await Promise.all([run('one'), run('other')]);
    expect(one).toEqual(other);
  } finally {
    await rm(folder, {recursive: true});
  }
});
