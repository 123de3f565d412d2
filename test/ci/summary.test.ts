import {expect, test} from 'vitest';
import {summaryOf, type TestReport} from '../../.ci/summary.ts';

type File = TestReport['testResults'][number];

const file = (name: string, ...tests: File['assertionResults']): File => ({
  name: `${process.cwd()}/test/${name}`,
  status: tests.some(({status}) => status === 'failed') ? 'failed' : 'passed',
  message: '',
  assertionResults: tests,
});
const report = (passed: number, skipped: number, ...testResults: File[]): TestReport => ({
  numPassedTests: passed,
  numPendingTests: skipped,
  numTodoTests: 0,
  testResults,
});
const passes = {fullName: 'a store opens', status: 'passed', failureMessages: []};
const fails = {
  fullName: 'a store closes',
  status: 'failed',
  failureMessages: ['AssertionError: expected 1 to be 2\n    at store.test.ts:3'],
};

test('passed and skipped tests are counted over all steps', () => {
  const reports = new Map([
    ['npm test', report(3, 1, file('store.test.ts', passes))],
    ['Node 22', report(2, 0, file('store.test.ts', passes))],
  ]);
  expect(summaryOf(reports, [])).toEqual(['5 passed, 0 failed, 1 skipped']);
});

test('a test that failed is named, with its step, file and message; its step counts no more', () => {
  const reports = new Map([['npm test', report(1, 0, file('store.test.ts', passes, fails))]]);
  expect(summaryOf(reports, ['npm test'])).toEqual([
    'Failed:',
    '  npm test: test/store.test.ts > a store closes: AssertionError: expected 1 to be 2',
    '',
    '1 passed, 1 failed',
  ]);
});

test('a file that failed before its tests counts as one', () => {
  const broken = {...file('broken.test.ts'), status: 'failed', message: 'SyntaxError: x\n  at y'};
  const reports = new Map([['Node 24', report(0, 0, broken)]]);
  expect(summaryOf(reports, ['Node 24'])).toEqual([
    'Failed:',
    '  Node 24: test/broken.test.ts: SyntaxError: x',
    '',
    '0 passed, 1 failed',
  ]);
});

test('a step that failed without a failed test counts, whether or not it tells of tests', () => {
  const reports = new Map([['npm test', report(1, 0, file('store.test.ts', passes))]]);
  expect(summaryOf(reports, ['npm run check', 'npm test'])).toEqual([
    'Failed:',
    '  npm run check',
    '  npm test',
    '',
    '1 passed, 2 failed',
  ]);
});
