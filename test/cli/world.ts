import {spawnSync} from 'node:child_process';
import {chmodSync, mkdirSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';

const isRoot = process.getuid?.() === 0;

/** How a process comes to have mounts of its own here; undefined where the system does not allow it. */
const namespaces = [
  ['unshare', '-m'],
  ['unshare', '-Urm'],
].find(
  ([program, ...args]) =>
    spawnSync(program, [...args, 'sh', '-c', 'mount -t tmpfs none /mnt']).status === 0,
);

/** Mounts need root, or a system that lets users make namespaces: without either such tests are skipped. */
export const canMount = namespaces !== undefined;

/** What starts a command after `script`, whose mounts nobody else sees; `"$@"` in it is the command. */
export const withMounts = (script: string, end = 'exec "$@"'): readonly string[] => [
  ...(namespaces ?? []),
  ...['sh', '-ec', `${script}\n${end}`, 'sh'],
];

/** The mounts under which a folder cannot be written by anyone. */
export const readOnly = (folder: string): string =>
  `mount --bind '${folder}' '${folder}'\nmount -o remount,ro,bind '${folder}'`;

/** Takes the right to write from a folder and all in it, until the test ends. */
export function protect(folder: string): void {
  const names = readdirSync(folder, {recursive: true, encoding: 'utf8'});
  const all = [folder, ...names.map((name) => join(folder, name))];
  for (const path of all) chmodSync(path, 0o555);
  onTestFinished(() => {
    for (const path of all) chmodSync(path, 0o755);
  });
}

/** How a command is started by somebody who has no rights in `folder` but to look, and has no home. */
export function asStranger(folder: string) {
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  chmodSync(folder, 0o755);
  chmodSync(temporary, 0o777);
  return {
    // The caches of whoever runs the tests may be out of a stranger's reach.
    env: {TMPDIR: temporary, HOME: '/nonexistent', XDG_CACHE_HOME: '', THREE_FACTORS_CACHE: ''},
    // Root may write everywhere, whatever the mode.
    before: isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [],
  };
}
