import type {Estimate, Verdict, Verdicts} from '../judging/results.ts';
import {seenSide, standingOf, type Standing} from '../judging/standing.ts';
import {formatInterval} from './format/number.ts';

/** What was found about one claim, for the title of a figure. */
export interface Finding {
  readonly verdict: Verdict;
  readonly standing: Standing;
  /** The side of the claim on which the estimates lie; undefined when nothing was estimated. */
  readonly side: ReturnType<typeof seenSide>;
  /** The estimate of the claim's first criterion, where it has one. */
  readonly estimate: Estimate | undefined;
}

export function findingOf(verdicts: Verdicts, claim: string): Finding {
  const entry = verdicts.claims.find((candidate) => candidate.claim === claim);
  const {verdict, evidence} = entry ?? {verdict: 'not run' as const, evidence: null};
  return {
    // Of what is not testable nothing is drawn.
    verdict: verdict === 'not testable' ? 'not run' : verdict,
    standing: standingOf({verdict, evidence}),
    side: seenSide({evidence}),
    estimate: evidence?.estimates[0],
  };
}

/** What the title of a figure says when its claim holds, when it fails, and when nothing was found. */
type Sentences = Readonly<Record<'supported' | 'contradicted' | 'not run', string>> &
  Readonly<Partial<Record<Verdict, string>>>;

/**
 * The title of a figure: what was seen, how surely, and the number behind it. The sentences are written beforehand,
 * so that no result finds its figure without words for it.
 */
export function findingTitle(finding: Finding, symbol: string, sentences: Sentences): string {
  const sentence = seen(finding, sentences);
  const effect = effectText(finding.estimate);
  return effect === undefined ? sentence : `${sentence}: ${unbroken(symbol)}\u00a0= ${effect}`;
}

function seen({standing, side}: Finding, sentences: Sentences): string {
  switch (standing) {
    case 'supported':
    case 'contradicted':
      return sentences[standing];
    case 'leans for':
      return `${sentences.supported}, though not surely`;
    case 'leans against':
      return `${sentences.contradicted}, though not surely`;
    case 'open':
      if (side === undefined) break;
      return `${sentences[side === 'for' ? 'supported' : 'contradicted']}, but it may be otherwise`;
    case 'not testable':
    case 'not run':
  }
  return sentences['not run'];
}

/** Characters in one line of the narrowest screen, before an equals sign and a number. */
const LINE = 20;

/** A symbol stays in one line; words that stand for one may be broken. */
const unbroken = (symbol: string) =>
  symbol.length <= LINE ? symbol.replaceAll(' ', '\u00a0') : symbol;

/** `−0.83 [−0.91, −0.70]`; undefined when nothing was estimated. */
export function effectText(estimate: Estimate | undefined): string | undefined {
  if (estimate?.value === undefined || estimate.value === null) return undefined;
  return estimate.interval === null
    ? String(estimate.value)
    : formatInterval(estimate.value, estimate.interval);
}
