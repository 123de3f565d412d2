/** @jsxRuntime automatic @jsxImportSource preact */
import {Verdict} from '../../judging/results.ts';
import {claimAnchor} from '../anchors.ts';
import {plainText} from '../format/plain-text.ts';
import type {JudgedClaim} from '../report-input.ts';
import type {Story} from '../story.ts';
import {VerdictSign, verdictClass} from './verdict-badge.tsx';

interface Props {
  readonly story: Story;
  readonly judged: readonly JudgedClaim[];
  readonly profile: string;
}

/** Title, the result in one sentence, and every claim as a sign: the first thing one sees. */
export const Masthead = ({story, judged, profile}: Props) => (
  <header class="masthead">
    <p class="kicker">{story.kicker}</p>
    <h1>{story.title}</h1>
    <p class="lead">{summarySentence(judged, profile)}</p>
    <ul class="strip" aria-label="Verdicts of all claims">
      {judged.map(({claim, result}) => (
        <li>
          <a
            class={verdictClass(result.verdict)}
            href={`#${claimAnchor(claim.id)}`}
            aria-label={`${claim.id}: ${result.verdict}. ${plainText(claim.title)}`}
          >
            <VerdictSign verdict={result.verdict} />
            {claim.id}
          </a>
        </li>
      ))}
    </ul>
    <p class="meta">
      Every number below was computed from data by one command. Profile <b>{profile}</b> ·{' '}
      <a href="verdicts.json">verdicts.json</a> · <a href="run.html">how this run went</a> ·{' '}
      <a href="#trust">why trust it</a> · <a href="#cite">cite</a>
    </p>
  </header>
);

/** `At profile quick, of 31 claims 20 are supported, … and 2 were not run.` */
export function summarySentence(judged: readonly JudgedClaim[], profile: string): string {
  const parts = Verdict.options.flatMap((verdict) => {
    const count = judged.filter(({result}) => result.verdict === verdict).length;
    return count === 0 ? [] : [{verdict, count}];
  });
  const words = parts.map(({verdict, count}) => `${count} ${verb(verdict, count)}${verdict}`);
  return `At profile ${profile}, of ${judged.length} claims ${listing(words)}.`;
}

const verb = (verdict: Verdict, count: number): string =>
  verdict === 'not run' ? (count === 1 ? 'was ' : 'were ') : count === 1 ? 'is ' : 'are ';

const listing = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
