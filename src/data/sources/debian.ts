import {mkdir, readdir} from 'node:fs/promises';
import {basename, join} from 'node:path';
import type {Order, Source} from './source.ts';
import {SourceError} from './errors.ts';
import {isFile, unpackMembers} from './members.ts';
import {ClientMissingError, runClient, withTemporary} from './package-client.ts';

/** A Debian package that carries the gzipped members in `place`; it is unpacked, never installed: no root. */
export const debianSource = (name: string, place: string): Source => ({
  name: `the Debian package ${name}`,
  collect: ({members, folder, signal, log}) =>
    withTemporary(folder, async (temporary) => {
      await downloadPackage(name, temporary, {signal, log});
      const archive = (await readdir(temporary)).find((file) => file.endsWith('.deb'));
      if (archive === undefined) throw new SourceError(`apt-get download gave no ${name}.deb`);
      await runClient('dpkg-deb', ['-x', archive, 'unpacked'], {cwd: temporary, signal});
      for (const member of members) {
        const file = join(temporary, 'unpacked', place, `${basename(member.name)}.gz`);
        if (await isFile(file)) await unpackMembers(file, [member], folder, signal);
      }
    }),
});

/** Where the machine's own package lists are absent or old, fetches lists of its own: that needs no root either. */
async function downloadPackage(
  name: string,
  cwd: string,
  {signal, log}: Pick<Order, 'signal' | 'log'>,
): Promise<void> {
  try {
    await runClient('apt-get', ['download', name], {cwd, signal});
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ClientMissingError) throw error;
    log(`apt-get does not know ${name} yet; its package lists are fetched`);
    const lists = join(cwd, 'lists');
    const cache = join(cwd, 'cache');
    await mkdir(join(lists, 'partial'), {recursive: true});
    await mkdir(join(cache, 'archives', 'partial'), {recursive: true});
    const own = ['-o', `Dir::State::Lists=${lists}`, '-o', `Dir::Cache=${cache}`];
    await runClient('apt-get', [...own, 'update'], {cwd, signal});
    await runClient('apt-get', [...own, 'download', name], {cwd, signal});
  }
}
