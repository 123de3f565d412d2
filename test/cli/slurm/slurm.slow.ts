import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {listAll} from '../../store/rig.ts';
import {missing, startCluster, type Cluster} from './cluster.ts';

const fixture = path.join(import.meta.dirname, '../fixtures/pipeline.ts');

describe.skipIf(missing.length > 0)(
  `a cluster that Slurm runs (skipped without ${missing.join(', ') || 'Slurm'})`,
  () => {
    let folder: string;
    let cluster: Cluster;

    beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'slurm-'));
      cluster = await startCluster(path.join(folder, 'cluster'));
    });
    afterAll(async () => {
      await cluster.stop();
      rmSync(folder, {recursive: true});
    });

    /** A study whose shared store two tasks work at, each with a store of its own. */
    function study(name: string) {
      const work = path.join(folder, name);
      const shared = path.join(work, 'shared');
      mkdirSync(shared, {recursive: true});
      const outputs = [1, 2].map((task) => path.join(work, `said.${task}`));
      return {
        shared,
        submit: () =>
          cluster.submit(
            `export THREE_FACTORS_STORE=${work}/store.$SLURM_ARRAY_TASK_ID
             export TEST_REPORTS=${work}/reports.$SLURM_ARRAY_TASK_ID
             exec ${process.execPath} --import tsx ${fixture} --profile standard --shared-store ${shared}`,
            outputs.length,
            path.join(work, 'said.%a'),
          ),
        said: () => outputs.map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')),
        /** How many cells the tasks ran, one after the other. */
        run: () =>
          outputs.map((file) => Number(/(\d+) run, /.exec(readFileSync(file, 'utf8'))?.[1])),
      };
    }

    it('splits the work between the tasks of an array, and does nothing twice', async () => {
      const {submit, said, run} = study('split');
      await cluster.ended(await submit());
      const [one, two] = run();
      expect(one + two).toBe(5);
      expect(Math.min(one, two)).toBeGreaterThan(0);
      for (const text of said()) {
        expect(text).toContain('Done after');
        expect(text).not.toContain('warning');
      }
    });

    it('tells every process to stop; a run stops cleanly, and goes on when it is submitted again', async () => {
      const {shared, submit, said, run} = study('stop');
      const job = await submit();
      const isUnderWay = () =>
        said().every((text) => text.includes('to run')) && said().join('').includes('counted to');
      while (!isUnderWay()) await sleep(50);
      await cluster.cancel(job);
      await cluster.ended(job);
      for (const text of said()) {
        expect(text).toContain('Stopped after');
        expect(text).not.toMatch(/warning|failed/);
      }
      expect(listAll(path.join(shared, 'leases'))).toEqual([]);
      const [before, again] = [run(), submit()];
      await cluster.ended(await again);
      expect([...before, ...run()].reduce((sum, count) => sum + count)).toBe(5);
    });
  },
);
