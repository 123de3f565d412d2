import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {z} from 'zod';
import {listAll} from '../../store/rig.ts';
import {Cli, ended, parseEvent} from '../rig.ts';
import {missing, startCluster, type Cluster} from './cluster.ts';

const fixture = path.join(import.meta.dirname, 'fixture/pipeline.ts');
const Manifest = z.object({
  outputs: z.record(z.string(), z.object({sha256: z.string()})),
  provenance: z.object({job: z.string().optional()}),
});

describe.skipIf(missing.length > 0)(
  `cells as jobs of Slurm (skipped without ${missing.join(', ') || 'Slurm'})`,
  () => {
    let folder: string;
    let cluster: Cluster;

    beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'slurm-'));
      cluster = await startCluster(path.join(folder, 'cluster'), 4);
    });
    afterAll(async () => {
      await cluster.stop();
      rmSync(folder, {recursive: true});
    });

    /** A study with its own shared store, whose cells go to the cluster. */
    function study(profile: string, settings: object = {}) {
      const cli = new Cli(fixture);
      const shared = path.join(cli.folder, 'shared');
      mkdirSync(shared, {recursive: true});
      const file = path.join(cli.folder, 'slurm.json');
      const least = {pollSeconds: 1, leastMinutes: 1, overheadMB: 150, elementMinutes: 1};
      writeFileSync(file, JSON.stringify({...least, ...settings}));
      const args = ['--profile', profile, '--shared-store', shared];
      const onSlurm = [...args, '--executor', 'slurm', '--slurm-file', file];
      const start = (...more: string[]) => {
        const child = cli.start([...onSlurm, '--json', ...more], {env: cluster.env});
        const events: Record<string, unknown>[] = [];
        let rest = '';
        child.stdout?.on('data', (text: Buffer) => {
          const lines = (rest + text.toString()).split('\n');
          rest = lines.pop() ?? '';
          events.push(...lines.map(parseEvent));
        });
        const of = (type: string) => events.filter((event) => event['type'] === type);
        const reached = async (type: string, count = 1) => {
          while (of(type).length < count && child.exitCode === null) await sleep(50);
        };
        return {child, events, of, reached, end: ended(child)};
      };
      const words = (...more: string[]) =>
        ended(cli.start([...onSlurm, ...more], {env: cluster.env}));
      return {cli, shared, args, start, words};
    }

    /** Ids of all jobs of elements, of which the scheduler remembers those that are over too. */
    const jobs = async (stage = 'work') => {
      const lines = await cluster.ask('squeue', '-h', '-t', 'all', '-r', '-o', '%i|%j');
      return lines.split('\n').filter((line) => line.includes(`|${stage}-`));
    };
    const idle = async () => {
      while ((await cluster.ask('squeue', '-h')) !== '') await sleep(200);
    };

    const manifests = (store: string) =>
      Object.fromEntries(
        listAll(path.join(store, 'ac'))
          .filter((name) => /[0-9a-f]{64}$/.test(name))
          .map((name) => [
            path.basename(name),
            Manifest.parse(JSON.parse(readFileSync(path.join(store, 'ac', name), 'utf8'))),
          ]),
      );

    it('makes the bytes that a local run makes, and names the jobs', async () => {
      const {cli, shared, start, words} = study('quick');
      const dry = await words('--dry-run');
      expect(dry.stdout).toMatch(/work +4 +4 +1 +250 MB/);
      const {end, of} = start();
      expect((await end).code).toBe(0);
      expect(of('queued')).toHaveLength(5);
      const local = new Cli(fixture);
      await local.run('--profile', 'quick');
      const [here, there] = [manifests(local.store), manifests(shared)];
      expect(Object.keys(there)).toEqual(Object.keys(here));
      for (const [key, {outputs, provenance}] of Object.entries(there)) {
        expect(outputs).toEqual(here[key].outputs);
        expect(provenance.job).toMatch(/^\d+_\d+$/);
      }
      const [run] = await cli.events('--history');
      expect(JSON.stringify(run)).toMatch(/"job":"\d+_\d+"/);
      const page = readFileSync(path.join(cli.reports, 'quick/run.html'), 'utf8');
      expect(page).toMatch(/\d+_\d+/);
      const explained = await cli.run('--profile', 'quick', '--explain', 'work');
      expect(explained.stdout).toMatch(/job +\d+_\d+/);
      expect(listAll(path.join(shared, 'leases'))).toEqual([]);
    });

    it('says what a body threw, where its log is, and in which job', async () => {
      const {words} = study('broken');
      const {code, stderr} = await words();
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /BODY_THREW: RangeError: 3 is broken[^]*where +work\/value=3[^]*job +\d+_\d+/,
      );
      const log = /log +(\S+)/.exec(stderr)?.[1] ?? '';
      expect(readFileSync(log, 'utf8')).toContain('3 is broken');
    });

    it('asks for twice the memory where a cell was killed for it', async () => {
      const {start} = study('large');
      const {end, of} = start();
      expect((await end).code).toBe(0);
      expect(JSON.stringify(of('retrying'))).toContain('OUT_OF_MEMORY');
      expect(await cluster.ask('squeue', '-h', '-t', 'all', '-r', '-o', '%T %m %j')).toMatch(
        /COMPLETED (500M|1000M) work/,
      );
    });

    it('goes on from its state where a cell came to its time limit', async () => {
      const {start} = study('long', {mostMinutes: 1});
      const {end, of} = start();
      expect((await end).code).toBe(0);
      expect(JSON.stringify(of('retrying'))).toContain('TIMED_OUT');
      expect(JSON.stringify(of('log'))).toContain('it goes on');
    });

    it('goes on where it was preempted, where a node failed, and where it was put back', async () => {
      const {start} = study('slow');
      const {end, of, reached} = start();
      await reached('started', 4);
      await cluster.ask(
        'sbatch',
        '-p',
        'urgent',
        '-N2',
        '--exclusive',
        '-o',
        '/dev/null',
        '--wrap',
        'sleep 1',
      );
      await reached('retrying', 4);
      expect(JSON.stringify(of('retrying'))).toContain('PREEMPTED');
      await reached('started', 8);
      await cluster.ask('scontrol', 'update', 'NodeName=n1', 'State=DOWN', 'Reason=test');
      await sleep(1000);
      await cluster.ask('scontrol', 'update', 'NodeName=n1', 'State=RESUME');
      await reached('finished', 1);
      const left = (await cluster.ask('squeue', '-h', '-r', '-t', 'R', '-o', '%i')).split('\n');
      await cluster.ask('scontrol', 'requeue', left[0]);
      expect((await end).code).toBe(0);
      expect(of('failed')).toEqual([]);
    });

    it('finds its jobs again when it was killed, and submits nothing twice', async () => {
      const before = await jobs();
      const {start} = study('slow');
      const first = start();
      await first.reached('started', 2);
      first.child.kill('SIGKILL');
      await first.end;
      const again = start();
      expect((await again.end).code).toBe(0);
      expect((await jobs()).length - before.length).toBe(4);
      expect(again.of('finished')).toHaveLength(5);
    });

    it('cancels its jobs at Ctrl-C, leaves them at a second one, and goes on with those', async () => {
      const {start, shared} = study('slow');
      const first = start();
      await first.reached('started', 2);
      first.child.kill('SIGINT');
      expect((await first.end).code).toBe(130);
      await idle();
      expect(listAll(path.join(shared, 'leases'))).toEqual([]);
      const before = await jobs();
      const second = start();
      await second.reached('started', 2);
      second.child.kill('SIGINT');
      await sleep(500);
      second.child.kill('SIGINT');
      expect((await second.end).code).toBe(130);
      const third = start();
      expect((await third.end).code).toBe(0);
      expect(JSON.stringify(third.of('failed'))).toBe('[]');
      expect((await jobs()).length - before.length).toBe(4);
    });

    it('says that a job is held, waits for a controller that is away, and for a site that is full', async () => {
      const {start} = study('slow', {mostElements: 2});
      const {end, of, reached} = start();
      await reached('queued', 2);
      expect(of('queued')).toHaveLength(2);
      const startController = await cluster.stopController();
      await reached('warning', 1);
      startController();
      while (!(await cluster.ask('sinfo', '-h')).includes('main')) await sleep(200);
      await reached('finished', 1);
      const filler = await cluster.ask(
        'sbatch',
        '--parsable',
        '-p',
        'urgent',
        '-H',
        '--wrap',
        'true',
      );
      await cluster.ask('scancel', filler);
      expect((await end).code).toBe(0);
      expect(JSON.stringify(of('warning'))).toContain('SCHEDULER_AWAY');
    });

    it('says that a job is held', async () => {
      const {start} = study('quick', {options: ['--hold']});
      const {end, of, reached} = start();
      await reached('warning', 1);
      expect(JSON.stringify(of('warning'))).toMatch(/JOB_HELD.*JobHeldUser/);
      const held = await cluster.ask('squeue', '-h', '-t', 'PD', '-o', '%F');
      await cluster.ask('scontrol', 'release', held.split('\n')[0]);
      await reached('warning', 2);
      const next = await cluster.ask('squeue', '-h', '-t', 'PD', '-o', '%F');
      await cluster.ask('scontrol', 'release', next.split('\n')[0]);
      expect((await end).code).toBe(0);
    });

    it('fails what Slurm will never take, in its words', async () => {
      const {words} = study('quick', {partition: 'nowhere'});
      const {code, stderr} = await words();
      expect(code).toBe(1);
      expect(stderr).toMatch(/JOB_REFUSED[^]*invalid partition/i);
    });
  },
);
