import {mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {writeLongProject} from '../rig/long-project.ts';
import {Rig} from '../rig/rig.ts';
import {missingPackages, runOnNfs} from './guest.ts';

/** What two machines do at one shared folder: so many cells of five steps. */
const scenarios = {
  split: {count: 12, stepMs: 400},
  // A cell lasts longer than the silence after which a holder of a lease counts as dead.
  patience: {count: 1, stepMs: 15_000},
  takeover: {count: 2, stepMs: 400},
  outage: {count: 4, stepMs: 400},
} as const;
type Scenario = keyof typeof scenarios;
const names = ['split', 'patience', 'takeover', 'outage'] as const satisfies readonly Scenario[];

const driver = path.join(import.meta.dirname, '../rig/driver.ts');

describe.skipIf(missingPackages.length > 0)(
  `two machines at one NFS folder (skipped without ${missingPackages.join(', ') || 'user-mode Linux'})`,
  () => {
    let work: string;

    /** Lets a machine run its clone, in the memory of the guest; what it says stands in `$WORK/<scenario>.<machine>`. */
    const start = (scenario: Scenario, machine: 'one' | 'two') => `
      cp -r ${work}/projects/${scenario} /run/${scenario}-${machine}
      on ${machine} ${process.execPath} --import tsx ${driver} \\
        /run/${scenario}-${machine} ${scenarios[scenario].count} /run/${machine}/${scenario} \\
        >${work}/${scenario}.${machine} &
      ${scenario}_${machine}=$!
    `;

    beforeAll(async () => {
      work = mkdtempSync(path.join(tmpdir(), 'nfs-'));
      for (const scenario of names) {
        const root = path.join(work, 'projects', scenario);
        mkdirSync(root, {recursive: true});
        writeLongProject(new Rig(root), scenarios[scenario].stepMs);
      }
      await runOnNfs(
        work,
        `
        cd ${process.cwd()}
        mkdir /run/one/{${names.join()}}
        ls /run/two
        ${start('split', 'one')}
        ${start('split', 'two')}
        wait $split_one $split_two
        ${start('patience', 'one')}
        ${start('takeover', 'one')}
        until grep -q started ${work}/takeover.one; do sleep 0.1; done
        ${start('patience', 'two')}
        ${start('takeover', 'two')}
        kill -9 $takeover_one
        wait $takeover_two $patience_one $patience_two
        ${start('outage', 'one')}
        until grep -q started ${work}/outage.one; do sleep 0.1; done
        rpc.nfsd 0
        wait $outage_one
        `,
      );
    }, 400_000);
    afterAll(() => rmSync(work, {recursive: true}));

    const said = (scenario: Scenario, machine: 'one' | 'two') =>
      readFileSync(path.join(work, `${scenario}.${machine}`), 'utf8')
        .trim()
        .split('\n');
    const startedBy = (scenario: Scenario, machine: 'one' | 'two') =>
      said(scenario, machine).filter((line) => line.startsWith('started '));

    it('splits the work, and does nothing twice', () => {
      const [one, two] = [startedBy('split', 'one'), startedBy('split', 'two')];
      const all = [...one, ...two];
      expect(all).toHaveLength(scenarios.split.count + 2);
      expect(new Set(all).size).toBe(all.length);
      for (const started of [one, two]) {
        expect(started.length).toBeGreaterThanOrEqual(scenarios.split.count / 4);
      }
      for (const machine of ['one', 'two'] as const) {
        expect(said('split', machine).at(-1)).toBe('completed');
      }
    });

    it('waits for a cell of the other machine for as long as it lasts', () => {
      const all = [...startedBy('patience', 'one'), ...startedBy('patience', 'two')];
      expect(all.toSorted()).toEqual(['started cell/0', 'started report/all', 'started sum/all']);
      expect(said('patience', 'two').at(-1)).toBe('completed');
    });

    it('takes over what a machine was at that is gone', () => {
      expect(said('takeover', 'one').at(-1)).not.toBe('completed');
      expect(said('takeover', 'two').at(-1)).toBe('completed');
      expect(startedBy('takeover', 'two')).toContain('started report/all');
    });

    it('goes on without a server that stops to answer, says so, and ends', () => {
      expect(said('outage', 'one')).toContain('STORE_SHARED_DOWN');
      expect(said('outage', 'one').at(-1)).toBe('completed');
      expect(startedBy('outage', 'one')).toHaveLength(scenarios.outage.count + 2);
    });
  },
);
