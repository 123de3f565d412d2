import {existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {z} from 'zod';
import {VerdictCheck} from '../../src/cli/check-verdicts.ts';
import type {Logger, Result} from '../../src/cli/loggers/logger.ts';
import type {ClaimVerdict, Verdicts} from '../../src/judging/results.ts';
import {jsonArtifact} from '../../src/pipeline/artifact.ts';
import {defineStage, many} from '../../src/pipeline/define.ts';
import {definePipeline} from '../../src/pipeline/pipeline.ts';
import {freshFolder, openRig, pend} from '../store/rig.ts';
import {Cli} from './rig.ts';
import {verdicts} from './verdicts.ts';
import {digest} from '../../src/system/canonical-json.ts';

/** A file that holds `text`. */
function fileOf(text: string | Uint8Array): string {
  const file = join(freshFolder(), 'expected.json');
  writeFileSync(file, text);
  return file;
}

const claimOf = (
  verdict: ClaimVerdict['verdict'],
  supports: number,
  contradicts = 1,
): Omit<ClaimVerdict, 'claim'> => ({
  family: 'all',
  verdict,
  small: false,
  fragile: false,
  reason: `It is ${verdict}.`,
  pAdjusted: verdict === 'contradicted' ? contradicts : supports,
  adjusted: {supports, contradicts},
  evidence: null,
});
const supported = claimOf('supported', 0.001);
const contradicted = claimOf('contradicted', 1, 0.003);
const open = claimOf('inconclusive', 0.4);
const justSupported = claimOf('supported', 0.0495);
const justOpen = claimOf('inconclusive', 0.0555);
const together = (...claims: Omit<ClaimVerdict, 'claim'>[]): Verdicts => ({
  profile: 'quick',
  claims: claims.map((claim, index) => ({claim: `E${index + 1}`, ...claim})),
});

/** Checks a file against the verdicts of a run; gives what was said and the exit code. */
async function check(expected: Verdicts, found: Verdicts | undefined, strict = false) {
  const {store} = await openRig();
  const values: Result[] = [];
  const lines: string[] = [];
  const silent = () => undefined;
  const logger: Logger = {
    event: silent,
    notice: silent,
    setup: silent,
    remark: (text) => lines.push(text),
    progress: silent,
    failure: silent,
    close: silent,
    result: (value, said) => {
      values.push(value);
      lines.push(...said);
    },
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
  const opened = await VerdictCheck.open(fileOf(JSON.stringify(expected)), strict);
  return {code: await opened.compare(store, manifests, logger), lines, values};
}

describe('checking verdicts', () => {
  it('is content when all are as expected', async () => {
    const {code, lines, values} = await check(together(supported), together(supported));
    expect([code, lines]).toEqual([0, ['All 1 verdicts are as expected.']]);
    expect(values).toMatchObject([{type: 'verdicts', passed: true, differences: []}]);
  });

  it.each([
    {why: 'turned over', was: [supported], is: [contradicted], code: 4, strict: 4},
    {why: 'no longer decided', was: [supported], is: [open], code: 5, strict: 5},
    {why: 'decided now', was: [open], is: [contradicted], code: 5, strict: 5},
    {why: 'fragile', was: [justSupported], is: [justOpen], code: 0, strict: 6},
    {
      why: 'fragile, and another open',
      was: [justSupported, supported],
      is: [justOpen, open],
      code: 5,
      strict: 5,
    },
    {
      why: 'open, and another turned over',
      was: [supported, contradicted],
      is: [open, supported],
      code: 4,
      strict: 4,
    },
    {why: 'gone', was: [supported, justSupported], is: [supported], code: 5, strict: 5},
  ])('exits with $code, strictly $strict, where one is $why', async (given) => {
    const [was, is] = [together(...given.was), together(...given.is)];
    const {code, values} = await check(was, is);
    expect([code, (await check(was, is, true)).code]).toEqual([given.code, given.strict]);
    expect(values).toMatchObject([{passed: given.code === 0}]);
  });

  it('says each that differs with both p-values, the worst first, and the sum', async () => {
    const was = together(justSupported, supported, supported, supported);
    const {lines, values} = await check(was, together(justOpen, open, contradicted, supported));
    expect(lines).toEqual([
      'E3 turned over: expected supported (corrected p 0.001), found contradicted (corrected p 0.003). It is contradicted.',
      'E2 changed: expected supported (corrected p 0.001), found inconclusive (corrected p 0.4). It is inconclusive.',
      'warning: E1 fragile: expected supported (corrected p 0.0495), found inconclusive (corrected p 0.0555). It is inconclusive.',
      '3 of 4 verdicts are not as expected: 1 turned over, 1 changed, 1 fragile.',
      expect.stringMatching(/^Fragile: .*another CPU.*with --strict it does/),
    ]);
    expect(values[0]?.['differences']).toContainEqual({
      claim: 'E1',
      kind: 'fragile',
      expected: 'supported',
      found: 'inconclusive',
      p: {expected: 0.0495, found: 0.0555},
      reason: 'It is inconclusive.',
    });
  });

  it('fails where a run made no verdicts, and says so', async () => {
    const {code, lines} = await check(together(supported), undefined);
    expect([code, lines]).toEqual([1, [expect.stringContaining('nothing to compare')]]);
  });
});

describe('the file of expected verdicts', () => {
  const text = JSON.stringify(verdicts({E1a: 'supported'}));

  it.each([
    ['without a byte order mark', text],
    ['with a byte order mark', `\uFEFF${text}`],
    ['in UTF-16, as PowerShell writes it', Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ])('is read %s', async (_, content) => {
    await expect(VerdictCheck.open(fileOf(content), false)).resolves.toBeInstanceOf(VerdictCheck);
  });

  it.each([
    ['holds something else', () => fileOf('{}'), /holds no verdicts/],
    ['holds no JSON', () => fileOf('verdicts'), /holds no verdicts/],
    ['is not there', () => '/nowhere/nope.json', /ENOENT/],
    ['is a folder', () => freshFolder(), /EISDIR/],
  ])('is refused when it %s', async (_, file, message) => {
    const opened = VerdictCheck.open(file(), false);
    await expect(opened).rejects.toThrow(message);
    await expect(opened).rejects.toMatchObject({code: 'VERDICTS_UNREADABLE'});
  });
});

describe('the targets of a check', () => {
  const resources = () => ({cpus: 1, memoryMB: 1, gpu: false, seconds: 1});
  const kind = jsonArtifact('verdicts', z.object({}));
  const body = new URL('fixtures/bodies/measure.ts', import.meta.url);
  const shared = {summary: 'A stage.', parameters: z.object({}), resources, body};
  const judge = defineStage({...shared, name: 'judge', inputs: {}, outputs: {verdicts: kind}});
  const page = jsonArtifact('page', z.object({}));
  const render = defineStage({
    ...shared,
    name: 'render',
    inputs: {verdicts: many(kind)},
    outputs: {page},
  });

  it('must need verdicts, however far up', async () => {
    const pipeline = definePipeline({seed: 1});
    const {outputs} = pipeline.add(judge, {cell: 'all', parameters: {}});
    const report = pipeline.add(render, {
      cell: 'page',
      parameters: {},
      inputs: {verdicts: [outputs.verdicts]},
    });
    const other = pipeline.add(render, {cell: 'other', parameters: {}, inputs: {verdicts: []}});
    const check = await VerdictCheck.open(fileOf(JSON.stringify(together(supported))), false);
    expect(() => check.checkTargets(pipeline, [report])).not.toThrow();
    expect(() => check.checkTargets(pipeline, [other])).toThrow(/makes no verdicts/);
  });
});

describe('before a run that is to be checked', () => {
  it.each([
    ['a file that is not there', () => ['/nowhere/nope.json'], 'VERDICTS_UNREADABLE'],
    [
      'targets that make no verdicts',
      () => [fileOf(JSON.stringify(together(supported)))],
      'VERDICTS_MISSING',
    ],
    ['--strict without a file', () => [], '--strict goes with --check-verdicts'],
  ])('%s is refused, and nothing is computed', async (_, file, message) => {
    const cli = new Cli();
    const args = file().length > 0 ? ['--check-verdicts', ...file()] : ['--strict'];
    const {code, stderr} = await cli.run(...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(existsSync(join(cli.store, 'ac'))).toBe(false);
    expect(existsSync(cli.reports)).toBe(false);
  });
});
