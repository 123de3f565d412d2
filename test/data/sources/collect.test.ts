import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {membersOf} from '../../../src/data/collection.ts';
import {collectMembers} from '../../../src/data/sources/collect.ts';
import {memberPath} from '../../../src/data/sources/members.ts';
import type {Source} from '../../../src/data/sources/source.ts';
import {collection} from '../load-collections.ts';
import {orderFor} from './order.ts';
import {temporaryFolder} from './temporary.ts';

const folder = temporaryFolder();
const mnist = collection('mnist');
const names = membersOf(mnist).map(({name}) => name);

/** Gives the members of these names, and notes what it was asked for. */
function fake(name: string, given: readonly string[]): Source & {readonly asked: string[][]} {
  const asked: string[][] = [];
  return {
    name,
    asked,
    collect: async ({members, folder: into}) => {
      asked.push(members.map((member) => member.name));
      for (const member of members.filter((one) => given.includes(one.name)))
        await writeFile(memberPath(into, member), '');
    },
  };
}
const broken: Source = {
  name: 'a broken site',
  collect: () => Promise.reject(new Error('HTTP 404')),
};

test('sources are asked in order, each for what is still missing, until nothing is', async () => {
  const first = fake('first', names.slice(0, 3));
  const second = fake('second', names);
  const third = fake('third', names);
  const order = orderFor(join(folder(), 'new'), []);
  await collectMembers(mnist, order, [broken, first, second, third]);
  expect(first.asked).toEqual([names]);
  expect(second.asked).toEqual([names.slice(3)]);
  expect(third.asked).toEqual([]);
  expect(order.logs).toEqual([
    'a broken site did not give mnist: HTTP 404',
    `first did not give mnist: it does not hold ${names[3]}`,
  ]);
});

test('nothing is asked when all is there', async () => {
  await collectMembers(mnist, orderFor(folder(), []), [fake('first', names)]);
  const second = fake('second', names);
  await collectMembers(mnist, orderFor(folder(), []), [second]);
  expect(second.asked).toEqual([]);
});

test('when none has it, the error says what was tried and what to do', async () => {
  const failed = collectMembers(mnist, orderFor(folder(), []), [
    broken,
    fake('an empty shelf', []),
  ]);
  await expect(failed).rejects.toMatchObject({
    code: 'DATA_UNAVAILABLE',
    received: 'mnist',
    attempts: [
      {source: 'a broken site', reason: 'HTTP 404'},
      {source: 'an empty shelf', reason: `it does not hold ${names.join(', ')}`},
    ],
    next: `Without a network, put ${names.map((name) => `${name}.gz`).join(', ')} from http://yann.lecun.com/exdb/mnist/ into DIR/mnist and run again with --data-dir DIR.`,
  });
});

test('a stop is no failure of the source', async () => {
  const stop = new AbortController();
  const order = orderFor(folder(), [], stop.signal);
  const stopping: Source = {
    name: 'slow',
    collect: () => {
      stop.abort(new Error('stopped by the person'));
      return Promise.reject(new Error('cut'));
    },
  };
  const second = fake('second', names);
  await expect(collectMembers(mnist, order, [stopping, second])).rejects.toThrow(
    'stopped by the person',
  );
  expect(second.asked).toEqual([]);
});
