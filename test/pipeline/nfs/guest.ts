import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {execa} from 'execa';

const userModeLinux = '/usr/bin/linux.uml';

/** What the guest needs of the machine, and the Debian packages that have it. */
const programs = {
  [userModeLinux]: 'user-mode-linux',
  '/usr/sbin/rpc.nfsd': 'nfs-kernel-server',
  '/usr/sbin/mount.nfs': 'nfs-common',
  '/usr/sbin/modprobe': 'kmod',
  '/usr/sbin/mke2fs': 'e2fsprogs',
  '/usr/bin/unshare': 'util-linux',
  '/usr/bin/ip': 'iproute2',
};

export const missingPackages: readonly string[] = Object.entries(programs)
  .filter(([program]) => !existsSync(program))
  .map(([, name]) => name);

/**
 * Boots guest.sh, which runs `job` (bash): `/run/one` and `/run/two` are one NFS folder as two machines see it, and
 * `on one COMMAND… &` runs a command on one of them. What is to be kept is written to `work`.
 */
export async function runOnNfs(work: string, job: string): Promise<void> {
  writeFileSync(path.join(work, 'job.sh'), job);
  const init = path.join(import.meta.dirname, 'guest.sh');
  const root = ['rootfstype=hostfs', 'rootflags=/', 'rw'];
  const noConsoles = ['con=null', 'con0=null', 'ssl=null'];
  await execa(userModeLinux, ['mem=2G', ...root, ...noConsoles, `init=${init}`, `WORK=${work}`], {
    stdin: 'ignore',
    reject: false,
  });
  if (!existsSync(path.join(work, 'done'))) {
    throw new Error(readFileSync(path.join(work, 'log'), 'utf8'));
  }
}
