/**
 * The end of a CI run: what failed, by name, and the line that counts. Run as
 * `summary.ts FOLDER [FAILED STEP…]`; FOLDER holds vitest's JSON report of each step that tests, `<step>.json`.
 */
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {z} from 'zod';

/** The part of vitest's JSON report that is told. */
export const TestReport = z.object({
  numPassedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string().describe('path of the file'),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});
export type TestReport = z.output<typeof TestReport>;

/**
 * The lines to end with. A step that failed and whose tests did not (a lint, a crash of the test runner) counts
 * as one failure, so that "0 failed" means that all is well.
 */
export function summaryOf(
  reports: ReadonlyMap<string, TestReport>,
  failedSteps: readonly string[],
): string[] {
  const tests = [...reports].flatMap(([step, report]) =>
    report.testResults.flatMap((file) => failuresOf(file).map((failure) => ({step, failure}))),
  );
  const steps = failedSteps.filter((step) => !tests.some((test) => test.step === step));
  const failures = [...steps, ...tests.map(({step, failure}) => `${step}: ${failure}`)];
  const sum = (count: (report: TestReport) => number) =>
    [...reports.values()].reduce((total, report) => total + count(report), 0);
  const skipped = sum(({numPendingTests, numTodoTests}) => numPendingTests + numTodoTests);
  const counts = [
    `${sum(({numPassedTests}) => numPassedTests)} passed`,
    `${failures.length} failed`,
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return [
    ...(failures.length > 0 ? ['Failed:', ...failures.map((line) => `  ${line}`), ''] : []),
    counts.join(', '),
  ];
}

/** The tests of a file that failed; the file itself when it failed before its tests. */
function failuresOf({name, status, message, assertionResults}: TestReport['testResults'][number]) {
  const file = path.relative('', name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0 && status === 'failed') return [`${file}: ${firstLine(message)}`];
  return failed.map(
    ({fullName, failureMessages}) =>
      `${file} > ${fullName}: ${firstLine(failureMessages?.at(0) ?? '')}`,
  );
}

const firstLine = (text: string) => text.split('\n', 1)[0];

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder = '', ...failedSteps] = process.argv.slice(2);
  const reports = readdirSync(folder).map((name): [string, TestReport] => {
    const text = readFileSync(path.join(folder, name), 'utf8');
    return [path.basename(name, '.json'), TestReport.parse(JSON.parse(text))];
  });
  process.stdout.write(`\n${summaryOf(new Map(reports), failedSteps).join('\n')}\n`);
}
