import {chmod, mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {delimiter, join} from 'node:path';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {debianSource} from '../../../src/data/sources/debian.ts';
import {npmSource} from '../../../src/data/sources/npm.ts';
import {archiveOf, orderFor, published} from './order.ts';
import {temporaryFolder} from './temporary.ts';

const folder = temporaryFolder();
const images = published('images');
const path = process.env['PATH'] ?? '';

/** Puts a shell script of this name before all programs of the machine. */
async function program(name: string, script: string): Promise<void> {
  const file = join(folder(), 'bin', name);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
}
const into = () => join(folder(), 'into');

beforeEach(async () => {
  await mkdir(join(folder(), 'bin'));
  await mkdir(into());
  vi.stubEnv('PATH', [join(folder(), 'bin'), path].join(delimiter));
});
afterEach(() => vi.unstubAllEnvs());

test('an npm package is packed and unpacked, and leaves nothing', async () => {
  const tgz = join(folder(), 'package.tgz');
  await writeFile(tgz, await archiveOf([{name: 'data/images', content: images.content}]));
  await program('npm', `[ "$1 $2 $3" = "pack some@1.0.0 --ignore-scripts" ] && cp ${tgz} .`);
  await npmSource('some@1.0.0').collect(orderFor(into(), [images]));
  expect(await readFile(join(into(), 'images'))).toEqual(images.content);
  expect(await readdir(into())).toEqual(['images']);
});

test('what a package client says when it fails is passed on', async () => {
  await program('npm', 'echo "npm error code E404" >&2; exit 1');
  await expect(npmSource('some@1.0.0').collect(orderFor(into(), [images]))).rejects.toThrow(
    'npm pack some@1.0.0 --ignore-scripts: npm error code E404',
  );
  expect(await readdir(into())).toEqual([]);
});

test('a Debian package is found with package lists of its own when the machine has none', async () => {
  const gz = join(folder(), 'images.gz');
  await writeFile(gz, images.gzipped);
  await program(
    'apt-get',
    `case "$*" in
      download*) echo "E: Unable to locate package" >&2; exit 100;;
      *update) ;;
      *"download some") touch some_1_all.deb;;
    esac`,
  );
  await program('dpkg-deb', `mkdir -p "$3/usr/share/some" && cp ${gz} "$3/usr/share/some/"`);
  const order = orderFor(into(), [images]);
  await debianSource('some', 'usr/share/some').collect(order);
  expect(await readFile(join(into(), 'images'))).toEqual(images.content);
  expect(await readdir(into())).toEqual(['images']);
  expect(order.logs).toHaveLength(1);
});

test.each([
  ['npm', npmSource('some@1.0.0')],
  ['apt-get', debianSource('some', 'usr/share/some')],
])('a machine without %s is told so', async (client, source) => {
  vi.stubEnv('PATH', join(folder(), 'bin'));
  await expect(source.collect(orderFor(into(), [images]))).rejects.toThrow(
    `${client} is not installed`,
  );
});

test('a stop ends the client', async () => {
  await program('npm', 'exec sleep 600');
  const signal = AbortSignal.timeout(50);
  await expect(
    npmSource('some@1.0.0').collect(orderFor(into(), [images], signal)),
  ).rejects.toMatchObject({name: 'TimeoutError'});
  expect(await readdir(into())).toEqual([]);
});
