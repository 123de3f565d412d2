import {existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {Cli} from './rig.ts';

describe('a run', () => {
  it('makes the report once; then nothing runs and the report is not touched', async () => {
    const cli = new Cli();
    const report = join(cli.reports, 'quick', 'index.html');
    const planned = await cli.run('--dry-run');
    expect(planned.stdout).toMatch(/measure +0 +4 +0 +0/);
    expect(existsSync(cli.reports)).toBe(false);

    const first = await cli.run();
    expect(first.code).toBe(0);
    expect(first.stdout.trim()).toMatch(/reports\/quick\/index\.html$/);
    expect(first.stderr).toContain('5 run, 0 cached');
    expect(readFileSync(report, 'utf8')).toContain('4 of 4: 10');
    const runPage = join(cli.reports, 'quick', 'run.html');
    expect(readFileSync(runPage, 'utf8')).toContain('5 nodes were executed');
    const before = [report, runPage].map((file) => statSync(file));

    const second = await cli.run();
    expect(second.stderr).toContain('0 run, 5 cached');
    expect([report, runPage].map((file) => statSync(file))).toEqual(before);
    expect((await cli.run('--dry-run')).stdout).toMatch(/measure +4 +0 +0 +0/);
    expect((await cli.run('--history')).stdout).toMatch(/completed.*0 run[^]*completed.*5 run/);
  });

  it('is explained by the difference to the last one', async () => {
    const cli = new Cli();
    expect((await cli.run('--explain', 'measure/value=1')).stdout).toMatch(
      /runs\n +why +never ran/,
    );
    await cli.run();
    expect((await cli.run('--explain', 'all')).stdout).toBe('5 more stay as they are.\n');
    const {stdout} = await cli.run('--explain', 'all', '--profile', 'standard');
    expect(stdout).toMatch(
      /4 cells of measure: each runs\n.*value=1.*\n.*parameters changed\n.*seconds 0 → 2\n/,
    );
    expect(stdout).toMatch(/render\/page: may run[^]*after +measure\/value=1/);
    expect((await cli.run('--explain', 'mesure')).code).toBe(2);
  });

  it('puts a report right that was changed by hand, and leaves nothing else', async () => {
    const cli = new Cli();
    await cli.run();
    const folder = join(cli.reports, 'quick');
    writeFileSync(join(folder, 'index.html'), 'edited');
    writeFileSync(join(folder, 'stale.html'), 'left behind');
    await cli.run();
    expect(readdirSync(cli.reports)).toEqual(['quick']);
    expect(readdirSync(folder)).toEqual(['index.html', 'results.zip', 'run.html']);
    expect(readFileSync(join(folder, 'index.html'), 'utf8')).toContain('4 of 4');
    // That nothing ran the second time is no news: the page of the run that made it stays.
    expect(readFileSync(join(folder, 'run.html'), 'utf8')).toContain('5 nodes were executed');
  });

  it('goes on without a cell that fails, says why, and exits with 1', async () => {
    const cli = new Cli();
    const {code, stderr} = await cli.run('--profile', 'paper');
    expect(code).toBe(1);
    expect(stderr).toMatch(/error BODY_THREW: RangeError: 3 is broken[^]*measure\/value=3[^]*log /);
    expect(readFileSync(join(cli.reports, 'paper', 'index.html'), 'utf8')).toContain('3 of 4');
  });

  it('makes cached results once more when asked to verify', async () => {
    const cli = new Cli();
    await cli.run();
    const events = await cli.events('--verify', '100%');
    const [verified] = events.filter(({type}) => type === 'verified');
    expect(verified).toMatchObject({counts: {agrees: 5, rounding: 0, differs: 0, failed: 0}});
  });
});

describe('the care of the store', () => {
  it('finds damage, after which a run makes good', async () => {
    const cli = new Cli();
    await cli.run();
    expect((await cli.run('--fsck')).code).toBe(0);
    const blobs = readdirSync(join(cli.store, 'cas'), {recursive: true, encoding: 'utf8'});
    const blob = blobs.find((name) => name.length > 60) ?? '';
    writeFileSync(join(cli.store, 'cas', blob), 'damaged', {mode: 0o644});
    const checked = await cli.run('--fsck');
    expect(checked.code).toBe(1);
    expect(checked.stderr).toContain('STORE_BLOB_DAMAGED');
    expect(checked.stdout).toContain('known without all of their outputs');
    const made = await cli.run('--no-published', '--materialize', 'measure', 'render');
    expect(made.stderr).toContain('1 run, 4 cached');
  });

  it('removes nothing that the last report needs', async () => {
    const cli = new Cli();
    expect((await cli.run('--gc')).code).toBe(3);
    await cli.run();
    const {code, stdout} = await cli.run('--gc', '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^0 results.*would be removed[^]*5 results.*stay, for 1 clone/);
  });

  it('forgets a result, which is made anew', async () => {
    const cli = new Cli();
    await cli.run();
    const {code, stdout} = await cli.run('--forget', 'measure/value=1');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^measure\/value=1\n1 set aside/)]);
    expect((await cli.run('--forget', 'measure/value=1')).stdout).toContain('no result');
    expect((await cli.run()).stderr).toContain('1 run, 4 cached');
  });

  it('shares results with another clone', async () => {
    const [one, two] = [new Cli(), new Cli()];
    const shared = join(one.folder, 'shared');
    const missing = await one.run('--shared-store', shared);
    expect(missing.stderr).toContain('STORE_SHARED_DOWN');
    mkdirSync(shared);
    const three = new Cli();
    await three.run('--shared-store', shared);
    expect((await two.run('--shared-store', shared)).stderr).toContain('0 run, 5 cached');
  });

  it('does nothing twice for two clones that run at once', async () => {
    const [one, two] = [new Cli(), new Cli()];
    const shared = join(one.folder, 'shared');
    mkdirSync(shared);
    const both = [one, two].map((cli) =>
      cli.events('--profile', 'standard', '--jobs', '1', '--shared-store', shared),
    );
    const finished = (await Promise.all(both)).map((events) =>
      events.filter(({type}) => type === 'finished').map(({node}) => node),
    );
    expect(finished.flat().sort()).toEqual([...new Set(finished.flat())].sort());
    expect(finished.flat()).toHaveLength(5);
  });

  it('tells what the machine has', async () => {
    const {stdout} = await new Cli().run('--doctor');
    for (const fact of ['engine', 'TensorFlow', 'device', 'threads', 'CPU features', 'store']) {
      expect(stdout).toContain(fact);
    }
  });
});
