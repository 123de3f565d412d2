/** @jsxRuntime automatic @jsxImportSource preact */
import type {Outcome} from '../../judging/results.ts';

/** A sign for each verdict, told apart by its shape and not by its colour alone. */
const signs: Readonly<Record<Outcome, string>> = {
  supported: 'M3.5 8.5 6.7 11.7 12.7 4.7',
  contradicted: 'M4.2 4.2 11.8 11.8 M11.8 4.2 4.2 11.8',
  inconclusive:
    'M3.5 6.2c1.5-1.6 3-1.6 4.5 0s3 1.6 4.5 0 M3.5 10.6c1.5-1.6 3-1.6 4.5 0s3 1.6 4.5 0',
  'not run': 'M4 8h8',
  'not testable': 'M3.5 8h2 M7 8h2 M10.5 8h2',
};

export const VerdictSign = ({verdict}: {verdict: Outcome}) => (
  <svg class="sign" viewBox="0 0 16 16" aria-hidden="true">
    <path d={signs[verdict]} />
  </svg>
);

interface Worded {
  readonly verdict: Outcome;
  readonly small?: boolean;
}

/** The verdict as a sign and words. */
export const VerdictBadge = ({verdict, small = false}: Worded) => (
  <span class={`verdict ${verdictClass(verdict)}`}>
    <VerdictSign verdict={verdict} />
    {verdictWords({verdict, small})}
  </span>
);

/** `supported, but small`. */
export const verdictWords = ({verdict, small = false}: Worded): string =>
  small ? `${verdict}, but small` : verdict;

export const verdictClass = (verdict: Outcome): string => `is-${verdict.replace(' ', '-')}`;
