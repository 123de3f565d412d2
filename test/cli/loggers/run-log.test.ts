import {mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import type {Logger} from '../../../src/cli/loggers/logger.ts';
import {RunLog} from '../../../src/cli/loggers/run-log.ts';
import {planned} from './events.ts';

const nothing = () => undefined;
const silent: Logger = {
  event: nothing,
  notice: nothing,
  setup: nothing,
  remark: nothing,
  progress: nothing,
  failure: nothing,
  result: nothing,
  close: nothing,
};

const freshFolder = () => mkdtempSync(join(tmpdir(), 'run-log-'));

/** A run that says something before it is planned and after. */
function runAt(store: string): void {
  const log = new RunLog(silent, store);
  log.remark('early');
  log.event(planned(1));
  log.remark('late');
}

it('keeps what a run says, from its start', () => {
  const store = freshFolder();
  runAt(store);
  expect(readFileSync(join(store, 'runs', 'r.log'), 'utf8')).toMatch(/^early\n[^]+\nlate\n$/);
});

it('is not written through a link, neither of its folder nor of its file', () => {
  const [store, elsewhere] = [freshFolder(), freshFolder()];
  symlinkSync(elsewhere, join(store, 'runs'));
  runAt(store);
  const other = freshFolder();
  mkdirSync(join(other, 'runs'));
  symlinkSync(join(elsewhere, 'file'), join(other, 'runs', 'r.log'));
  runAt(other);
  expect(readdirSync(elsewhere)).toEqual([]);
});
