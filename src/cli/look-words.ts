import type {Extension} from '../judging/look-book.ts';
import {formatDuration} from '../system/duration.ts';

/** What is said of further looks at undecided claims. */
export const lookWords = {
  extended: ({name, claims, looks}: Extension, seeds: readonly number[]) =>
    `${name}: ${seeds[looks]} seeds instead of ${seeds[looks - 1]}, for ${claims.join(', ')}.`,
  extensionCost: (cells: number, seconds: number) =>
    `That is ${cells} more cells: ${formatDuration(seconds)} of work.`,
  looksSaved: (file: string) => `The looks are written to ${file}; commit it with the report.`,
  looksPending: (claims: readonly string[]) =>
    `Given another look before, and not judged by it yet: ${claims.join(', ')}.`,
  oneLookOnly: {
    code: 'ONE_LOOK_ONLY',
    message: 'Claims are looked at once at this profile: more seeds would be another test.',
    next: 'Take a profile with several looks, see docs/cli.md.',
  },
  nothingUndecided: {
    code: 'NOTHING_UNDECIDED',
    message: 'No claim of this profile that can be tested is undecided.',
    next: 'There is nothing to extend; run without --extend-undecided.',
  },
  lastLookReached: {
    code: 'LAST_LOOK_REACHED',
    message: 'The claims that are undecided have had all the looks that there can be.',
    next: 'They stay undecided at this profile; run without --extend-undecided.',
  },
} as const;
