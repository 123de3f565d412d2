/** @jsxRuntime automatic @jsxImportSource preact */
import type {ClaimVerdict} from '../../judging/results.ts';
import {standingOf, type Standing} from '../../judging/standing.ts';

/** A sign for each standing, told apart by its shape and not by its colour alone. */
const signs: Readonly<Record<Standing, string>> = {
  supported: 'M3.5 8.5 6.7 11.7 12.7 4.7',
  contradicted: 'M4.2 4.2 11.8 11.8 M11.8 4.2 4.2 11.8',
  'leans for': 'M4 12 12 4 M6.2 4H12V9.8',
  'leans against': 'M4 4 12 12 M6.2 12H12V6.2',
  open: 'M3.5 6.2c1.5-1.6 3-1.6 4.5 0s3 1.6 4.5 0 M3.5 10.6c1.5-1.6 3-1.6 4.5 0s3 1.6 4.5 0',
  'not testable': 'M13 8A5 5 0 1 1 3 8A5 5 0 1 1 13 8 M4.5 11.5 11.5 4.5',
  'not run': 'M4 8h8',
};

export const VerdictSign = ({standing}: {standing: Standing}) => (
  <svg class="sign" viewBox="0 0 16 16" aria-hidden="true">
    <path d={signs[standing]} />
  </svg>
);

type Worded = Pick<ClaimVerdict, 'verdict' | 'small' | 'evidence'>;

/** How a claim stands, as a sign and words. */
export const VerdictBadge = ({result}: {result: Worded}) => (
  <span class={`verdict ${verdictClass(result)}`}>
    <VerdictSign standing={standingOf(result)} />
    {verdictWords(result)}
  </span>
);

/** `supported, but small`. */
export const verdictWords = (result: Worded): string =>
  result.small ? `${standingOf(result)}, but small` : standingOf(result);

export const verdictClass = (result: Worded): string =>
  `is-${standingOf(result).replace(' ', '-')}`;
