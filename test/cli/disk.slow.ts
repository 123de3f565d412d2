import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {Cli, ended, type Start} from './rig.ts';
import {asStranger, canMount, protect, readOnly, withMounts} from './world.ts';

const project = join(import.meta.dirname, '../..');

const run = (cli: Cli, args: readonly string[], start: Start) => ended(cli.start(args, start));

describe('a store that cannot be', () => {
  it.each([
    ['a file', 'README.md', /STORE_NOT_A_FOLDER/],
    ['below a file', 'README.md/store', /STORE_NOT_A_FOLDER/],
    ['where nothing can be made', '/proc/store', /STORE_NOT_WRITABLE[^]*\/proc\/store \(ENOENT\)/],
    ['of an endless name', `/tmp/${'n'.repeat(300)}`, /NOT_WRITABLE|PATH_UNUSABLE/],
  ])('because it is %s is refused with 3 before anything runs', async (_, store, words) => {
    const {code, stderr} = await new Cli().run(
      '--store',
      join(project, store).replace(/^.*(?=\/(proc|tmp))/, ''),
    );
    expect(stderr).toMatch(words);
    expect(code).toBe(3);
  });

  it('is looked at without a hang, and not made, by those who only look', async () => {
    const cli = new Cli();
    const {code, stdout} = await cli.run('--dry-run', '--store', '/proc/store');
    expect(code).toBe(0);
    expect(stdout).toMatch(/measure +0 +4/);
    expect((await cli.run('--dry-run', '--store', join(project, 'README.md'))).code).toBe(3);
    await cli.run('--dry-run');
    await cli.run('--doctor');
    expect(existsSync(cli.store)).toBe(false);
  });
});

describe('somebody who may not write', () => {
  it('is told before anything runs', async () => {
    const cli = new Cli();
    const stranger = asStranger(cli.folder);
    mkdirSync(cli.store);
    protect(cli.store);
    const {code, stdout, stderr} = await run(cli, [], stranger);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^error STORE_NOT_WRITABLE[^]*artifacts \(EACCES\)/);
  });

  it('gets the path of a report that stands, and a plan', async () => {
    const cli = new Cli();
    await cli.run();
    const stranger = asStranger(cli.folder);
    for (const folder of [cli.store, cli.reports]) protect(folder);
    const {code, stdout, stderr} = await run(cli, [], stranger);
    expect(stderr).toContain('0 run, 5 cached');
    expect(code).toBe(0);
    expect(stdout.trim()).toMatch(/reports\/quick\/index\.html$/);
    expect((await run(cli, ['--dry-run'], stranger)).stdout).toMatch(/measure +4 +0/);
  });

  it('gets the report all the same when its folder is protected', async () => {
    const cli = new Cli();
    const stranger = asStranger(cli.folder);
    mkdirSync(cli.reports);
    protect(cli.reports);
    const store = join(stranger.env.TMPDIR, 'store');
    const {code, stdout, stderr} = await run(cli, ['--store', store], stranger);
    expect(code).toBe(3);
    expect(stderr).toMatch(/REPORT_ELSEWHERE[^]*reports\/quick \(EACCES\)/);
    expect(stdout.trim()).toBe(join(store, 'reports', 'quick', 'index.html'));
    expect(readFileSync(stdout.trim(), 'utf8')).toContain('4 of 4: 10');
  });
});

describe.runIf(canMount)('a checkout that is read-only', () => {
  it('is planned and run; the report goes where there is room', async () => {
    const cli = new Cli();
    const start = {
      before: withMounts(readOnly(project)),
      env: {
        TEST_REPORTS: join(project, 'reports-of-nobody'),
        XDG_CACHE_HOME: join(cli.folder, 'cache'),
      },
    };
    const planned = await run(cli, ['--dry-run', '--store', join(project, 'no-artifacts')], start);
    expect([planned.code, planned.stderr]).toEqual([0, '']);
    expect(planned.stdout).toMatch(/measure +0 +4/);

    const {code, stdout} = await run(cli, [], start);
    expect(code).toBe(3);
    expect(stdout.trim()).toBe(join(cli.store, 'reports', 'quick', 'index.html'));

    const doctor = await run(cli, ['--doctor'], start);
    expect(doctor.code).toBe(3);
    expect(doctor.stdout).toMatch(/wrong: The report cannot be written to .*reports-of-nobody/);
  });
});

describe.runIf(canMount)('a report folder that is a mount point', () => {
  it('gets every report, whole, and keeps nothing that is stale', async () => {
    const cli = new Cli();
    const volume = join(cli.folder, 'volume');
    const folder = join(cli.reports, 'quick');
    for (const made of [volume, folder]) mkdirSync(made, {recursive: true});
    writeFileSync(join(volume, 'stale.html'), 'left behind');
    const start = {before: withMounts(`mount --bind '${volume}' '${folder}'`)};
    const {code, stderr} = await run(cli, [], start);
    expect([code, stderr]).toEqual([0, expect.stringContaining('5 run, 0 cached')]);
    expect(readdirSync(volume)).toEqual(['index.html', 'results.zip', 'run.html']);
    expect(readFileSync(join(volume, 'index.html'), 'utf8')).toContain('4 of 4: 10');
    expect((await run(cli, [], start)).code).toBe(0);
  });
});

describe.runIf(canMount)('a full disk', () => {
  const tiny = (folder: string, bytes: string) =>
    `mkdir -p '${folder}'\nmount -t tmpfs -o size=${bytes} none '${folder}'`;
  const fill = (folder: string) =>
    `head -c 100m /dev/zero > '${folder}/filler' 2> /dev/null || true`;

  it('under the store stops the run with 3; with room it goes on', async () => {
    const cli = new Cli();
    const twice = `set +e
      "$@"; echo "first: $?"
      mount -o remount,size=100m '${cli.store}'
      "$@"; echo "second: $?"`;
    const before = withMounts(tiny(cli.store, '40k'), twice);
    const {stdout, stderr} = await run(cli, ['--jobs', '1'], {before});
    expect(stderr).toMatch(/STORE_FULL/);
    expect(stderr).not.toContain('BUG');
    expect(stdout).toMatch(/first: 3\n[^]*index\.html\nsecond: 0/);
    expect(stderr).toMatch(/[1-5] run, [0-4] cached\.\n$/);
  });

  it('that is full from the start is told before anything runs', async () => {
    const cli = new Cli();
    const before = withMounts(`${tiny(cli.store, '40k')}\n${fill(cli.store)}`);
    const {code, stderr} = await run(cli, [], {before});
    expect(code).toBe(3);
    expect(stderr).toMatch(/^error STORE_FULL/);
  });

  it('under the reports costs only their place', async () => {
    const cli = new Cli();
    const before = withMounts(`${tiny(cli.reports, '40k')}\n${fill(cli.reports)}`);
    const {code, stdout, stderr} = await run(cli, [], {before});
    expect(code).toBe(3);
    expect(stderr).toMatch(/REPORT_ELSEWHERE[^]*ENOSPC/);
    expect(stdout.trim()).toBe(join(cli.store, 'reports', 'quick', 'index.html'));
  });

  it('under the code that is kept is no bug', async () => {
    const cli = new Cli();
    const folder = join(project, 'node_modules/.cache/three-factors');
    const before = withMounts(`${tiny(folder, '40k')}\n${fill(folder)}`);
    const {code, stderr} = await run(cli, ['--dry-run'], {before});
    expect(code).toBe(3);
    expect(stderr).toMatch(/^error DISK_FULL/);
  });
});

it('a folder for temporary files that is gone is said, and done without', async () => {
  const cli = new Cli();
  // By itself tsx makes it, where it can, or ends; the cache of tsx is all that it is for.
  const env = {TMPDIR: '/dev/null/gone', TSX_DISABLE_CACHE: '1'};
  const {code, stdout, stderr} = await run(cli, [], {env});
  expect(code).toBe(0);
  expect(stderr).toMatch(/^warning: temporary files cannot be written to \/dev\/null\/gone/);
  expect(stdout.trim()).toMatch(/reports\/quick\/index\.html$/);
});
