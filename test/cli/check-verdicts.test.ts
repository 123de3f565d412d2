import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {checkVerdicts} from '../../src/cli/check-verdicts.ts';
import type {Logger, Result} from '../../src/cli/loggers/logger.ts';
import type {Verdicts} from '../../src/judging/results.ts';
import {freshFolder, openRig, pend} from '../store/rig.ts';
import {verdicts} from './verdicts.ts';
import {digest} from '../../src/system/canonical-json.ts';

/** Checks a file against the verdicts of a run; gives what was said. */
async function check(expected: unknown, found: Verdicts | undefined) {
  const file = join(freshFolder(), 'expected.json');
  writeFileSync(file, JSON.stringify(expected));
  const {store} = await openRig();
  const said: {value: Result; lines: readonly string[]}[] = [];
  const silent = () => undefined;
  const logger: Logger = {
    event: silent,
    notice: silent,
    setup: silent,
    remark: silent,
    progress: silent,
    failure: silent,
    close: silent,
    result: (value, lines) => said.push({value, lines}),
  };
  const manifests = [];
  if (found) {
    const output = {...pend(JSON.stringify(found)), kind: 'verdicts'};
    const node = {
      key: digest('v'),
      node: 'judge/all',
      stage: 'judge',
      preimage: 'v',
      provenance: {},
    };
    manifests.push(await store.publish(node, {verdicts: output}));
  }
  const agree = await checkVerdicts(file, store, manifests, logger);
  return {agree, lines: said.flatMap(({lines}) => lines)};
}

describe('checking verdicts', () => {
  const expected = verdicts({E1a: 'supported', E1b: 'supported'});

  it('is content when all are as expected', async () => {
    const {agree, lines} = await check(expected, verdicts({E1a: 'supported', E1b: 'supported'}));
    expect([agree, lines]).toEqual([true, ['All 2 verdicts are as expected.']]);
  });

  it('says each that differs, with the reason', async () => {
    const {agree, lines} = await check(expected, verdicts({E1a: 'inconclusive', E1b: 'supported'}));
    expect([agree, lines]).toEqual([
      false,
      ['E1a: expected supported, found inconclusive. because of E1a'],
    ]);
  });

  it('refuses a file without verdicts, and a run that made none', async () => {
    await expect(check({}, expected)).rejects.toMatchObject({code: 'VERDICTS_UNREADABLE'});
    const without = check(expected, undefined);
    await expect(without).rejects.toMatchObject({code: 'VERDICTS_MISSING'});
  });
});
