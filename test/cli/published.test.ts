import {existsSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {createServer} from 'node:http';
import {describe, expect, it, onTestFinished} from 'vitest';
import {packResults} from '../../src/store/published-results.ts';
import {openStore} from '../../src/store/store.ts';
import type {Manifest} from '../../src/store/types.ts';
import {readRecords} from '../../src/pipeline/run/record.ts';
import {Cli, ended} from './rig.ts';

const PATIENT = {timeout: 300_000};

/** A command line with a finished report, whose store is then lost. */
async function fresh(): Promise<Cli> {
  const cli = new Cli();
  await cli.run();
  rmSync(cli.store, {recursive: true});
  return cli;
}

const resultsOf = (cli: Cli) => join(cli.reports, 'quick', 'results.zip');

describe('a clone without a store', PATIENT, () => {
  it('has the report of its published results, and what they are made of, without running a cell', async () => {
    const cli = await fresh();
    const before = readFileSync(resultsOf(cli));
    rmSync(join(cli.reports, 'quick', 'index.html'));
    const {code, stderr} = await cli.run();
    expect([code, stderr]).toEqual([0, expect.stringContaining('0 run, 5 cached')]);
    expect(readFileSync(join(cli.reports, 'quick', 'index.html'), 'utf8')).toContain('4 of 4: 10');
    expect(readFileSync(resultsOf(cli)).equals(before)).toBe(true);
  });

  it('makes everything when they are left out, and the same bytes of results', async () => {
    const cli = await fresh();
    const before = readFileSync(resultsOf(cli));
    const {stderr} = await cli.run('--no-published');
    expect(stderr).toContain('5 run, 0 cached');
    expect(readFileSync(resultsOf(cli)).equals(before)).toBe(true);
  });

  it('takes those of a file that is named, and tells when there is none', async () => {
    const cli = await fresh();
    const file = join(cli.folder, 'downloaded.zip');
    writeFileSync(file, readFileSync(resultsOf(cli)));
    rmSync(cli.reports, {recursive: true});
    const {stderr} = await cli.run('--published', file);
    expect(stderr).toContain('0 run, 5 cached');
    const absent = await cli.run('--published', `${file}x`);
    expect([absent.code, absent.stderr]).toEqual([2, expect.stringContaining('PUBLISHED_ABSENT')]);
  });
});

it('takes those of an address, once', PATIENT, async () => {
  const cli = await fresh();
  const content = readFileSync(resultsOf(cli));
  let asked = 0;
  const server = createServer((_, answer) => {
    asked++;
    answer.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  rmSync(cli.reports, {recursive: true});
  // The engine, which no cell of these needs, is looked for in the cache.
  const env = {THREE_FACTORS_CACHE: join(cli.folder, 'cache')};
  const args = ['--published', `http://127.0.0.1:${port ?? 0}/results.zip`];
  for (let time = 0; time < 2; time++) {
    const {stderr} = await ended(cli.start(args, {env}));
    expect(stderr).toContain('0 run, 5 cached');
  }
  expect(asked).toBe(1);
});

/** The results of `cli` with another count in the cell of 1. */
async function forge(cli: Cli, count: number): Promise<void> {
  const open = (folder: string) => openStore({folder, now: Date.now, notice: () => undefined});
  const [real, false_] = [await open(cli.store), await open(join(cli.folder, `forged-${count}`))];
  const manifests: Manifest[] = [];
  for (const [, key] of readLast(cli)) {
    const manifest = await real.known(key);
    if (manifest) manifests.push(manifest);
  }
  const at = manifests.findIndex(({node}) => node === 'measure/value=1');
  const path = join(cli.folder, 'count.json');
  writeFileSync(path, JSON.stringify({count}));
  manifests[at] = await false_.publish(manifests[at], {count: {kind: 'count', form: 'file', path}});
  const bytes = await packResults(manifests, {
    includes: () => true,
    read: async (file) => (await false_.read(file)) ?? real.read(file),
  });
  writeFileSync(resultsOf(cli), bytes ?? '');
  rmSync(cli.store, {recursive: true});
}

const readLast = (cli: Cli) =>
  readFileSync(join(cli.store, 'last.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => /^\["(.*)","(.*)"\]$/.exec(line)?.slice(1) ?? []);

const check = 'measure/value=1';

describe('checking a number', PATIENT, () => {
  it('makes one result once more in a scratch store, says that it agrees, and puts it on the page', async () => {
    const cli = await fresh();
    const {code, stdout, stderr} = await cli.run('--verify', check);
    expect([code, stdout]).toEqual([0, expect.stringContaining(`${check}: the same bytes`)]);
    expect(stderr).toContain('0 inputs');
    expect(existsSync(join(cli.store, 'cas'))).toBe(false);
    expect(readFileSync(join(cli.reports, 'quick', 'run.html'), 'utf8')).toContain(
      'the same bytes',
    );
    expect(readRecords(cli.store)).toEqual([]);
    const share = await cli.run('--verify', '100%');
    expect([share.code, share.stdout]).toEqual([0, expect.stringContaining('5 the same bytes')]);
  });

  it('tells rounding from what is wrong, which is set aside', async () => {
    const cli = new Cli();
    await cli.run();
    await forge(cli, 1.0001);
    const rounded = await cli.run('--verify', check);
    expect([rounded.code, rounded.stdout]).toEqual([
      0,
      expect.stringContaining('within rounding: count differs by at most 0.00010'),
    ]);
    expect((await cli.run('--verify', check, '--strict')).code).toBe(7);
    await cli.run('--no-published');
    await forge(cli, 7);
    const wrong = await cli.run('--verify', check);
    expect([wrong.code, wrong.stdout]).toEqual([
      1,
      expect.stringContaining('wrong, and set aside'),
    ]);
    const next = await cli.run();
    expect(next.stderr).toContain('1 run');
    expect((await cli.run('--verify', check)).code).toBe(0);
  });

  it('is refused where there is nothing to check, or no such node', async () => {
    const cli = new Cli();
    const none = await cli.run('--verify', check);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('NOTHING_TO_VERIFY')]);
    expect((await cli.run('--verify', 'measure/value=9')).stderr).toContain('TARGET_UNKNOWN');
    expect((await cli.run('--verify', '101%')).code).toBe(2);
  });
});
