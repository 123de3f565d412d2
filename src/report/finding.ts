import type {Estimate, Verdict, Verdicts} from '../judging/results.ts';
import {formatInterval} from './format/number.ts';

/** What was found about one claim, for the title of a figure. */
export interface Finding {
  readonly verdict: Verdict;
  /** The estimate of the claim's first criterion, where it has one. */
  readonly estimate: Estimate | undefined;
}

export function findingOf(verdicts: Verdicts, claim: string): Finding {
  const entry = verdicts.claims.find((candidate) => candidate.claim === claim);
  // Of what is not testable nothing is drawn.
  const verdict = entry?.verdict ?? 'not run';
  return {
    verdict: verdict === 'not testable' ? 'not run' : verdict,
    estimate: entry?.evidence?.estimates[0],
  };
}

/**
 * The title of a figure: the sentence that fits the verdict, and the number behind it. The sentences
 * are written beforehand, one a verdict, so that no result finds its figure without words for it.
 */
export function findingTitle(
  finding: Finding,
  symbol: string,
  sentences: Readonly<Record<Verdict, string>>,
): string {
  const sentence = sentences[finding.verdict];
  const effect = effectText(finding.estimate);
  return effect === undefined ? sentence : `${sentence}: ${unbroken(symbol)}\u00a0= ${effect}`;
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
