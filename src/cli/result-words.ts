import type {CheckOutcome, DifferingOutput} from './verify/compare-results.ts';
import {formatBytes} from './format.ts';

/** What is said of results that are published, brought in, or made once more. */
export const resultWords = {
  materialized: (node: string, output: string, bytes: number, place: string) => [
    node,
    output,
    formatBytes(bytes),
    place,
  ],
  verifyDetail: (outcome: CheckOutcome, differing: readonly DifferingOutput[]) =>
    [outcomesOfChecks[outcome], differing.map(differenceWords).join(', ')]
      .filter(Boolean)
      .join(': '),
  verifyInputs: (taken: number, made: readonly string[]) =>
    `${taken} inputs, direct and beyond, were taken as they are known` +
    (made.length > 0 ? `; made again, since they are nowhere: ${made.join(', ')}.` : '.'),
  verifyDone: (
    {agrees, rounding, differs, failed}: Readonly<Record<CheckOutcome, number>>,
    tolerance: number,
  ) =>
    `${agrees + rounding + differs + failed} made once more: ${agrees} the same bytes, ` +
    `${rounding} within rounding (${100 * tolerance}%), ${differs} wrong, ${failed} could not be made.`,
  nothingToVerify: {
    code: 'NOTHING_TO_VERIFY',
    message: 'There is no result that could be made once more and compared.',
    next: 'Make it first (--target NODE), or name another: --list --target report.',
  },
  publishedAbsent: {
    code: 'PUBLISHED_ABSENT',
    message: 'There are no published results here.',
    next: 'Give --published the results.zip of a report or its address, or leave the option out.',
  },
  publishedUnreachable: (reason: string) => ({
    code: 'PUBLISHED_UNREACHABLE',
    message: `The published results could not be fetched (${reason}).`,
    next: 'Check the address and the network, or fetch the file yourself: --published FILE.',
  }),
  resultsKept: (code: string) =>
    `warning: the results beside the report could not be written (${code}).`,
  resultsTooMany:
    'warning: these are more results than an archive takes; none was written beside the report.',
} as const;

const outcomesOfChecks: Readonly<Record<CheckOutcome, string>> = {
  agrees: 'the same bytes',
  rounding: 'other bytes, within rounding',
  differs: 'wrong, and set aside',
  failed: 'could not be made again',
};

const differenceWords = ({output, difference}: DifferingOutput) =>
  difference === null
    ? `${output} differs, and not in numbers that could be compared`
    : `${output} differs by at most ${difference.toPrecision(2)} of a number`;
