/** @jsxRuntime automatic @jsxImportSource preact */
import {Outcome} from '../../judging/results.ts';
import {claimAnchor} from '../anchors.ts';
import {plainText} from '../format/plain-text.ts';
import type {JudgedClaim} from '../report-input.ts';
import type {Story} from '../story.ts';
import {VerdictSign, verdictClass, verdictWords} from './verdict-badge.tsx';

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
    <p class="lead">{summarySentence(judged, profile, story.families)}</p>
    <ul class="strip" aria-label="Verdicts of all claims">
      {judged.map(({claim, result}) => (
        <li>
          <a
            class={verdictClass(result.verdict)}
            href={`#${claimAnchor(claim.id)}`}
            aria-label={`${claim.id}: ${verdictWords(result)}. ${plainText(claim.title)}`}
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

/** `At profile quick, of 6 claims on the theory 6 are supported; of 21 on experiments 4 are supported, …` */
export function summarySentence(
  judged: readonly JudgedClaim[],
  profile: string,
  families: Story['families'],
): string {
  const present = new Set(judged.map(({claim}) => claim.family));
  const ids = new Set([...Object.keys(families).filter((id) => present.has(id)), ...present]);
  const parts = [...ids].map((id, index) => {
    const own = judged.filter(({claim}) => claim.family === id);
    const noun = index > 0 ? '' : own.length === 1 ? ' claim' : ' claims';
    const about = id in families ? ` ${families[id]}` : '';
    return `of ${own.length}${noun}${about} ${listing(counts(own))}`;
  });
  return parts.length === 0
    ? `At profile ${profile} there are no claims.`
    : `At profile ${profile}, ${parts.join('; ')}.`;
}

/** `4 are supported (1 surely small)`, in the order of verdicts. */
const counts = (judged: readonly JudgedClaim[]): string[] =>
  Outcome.options.flatMap((verdict) => {
    const own = judged.filter(({result}) => result.verdict === verdict);
    const small = own.filter(({result}) => result.small).length;
    const mark = small === 0 ? '' : ` (${small} of them surely small)`;
    return own.length === 0 ? [] : [`${own.length} ${verb(verdict, own.length)}${verdict}${mark}`];
  });

const verb = (verdict: Outcome, count: number): string =>
  verdict === 'not run' ? (count === 1 ? 'was ' : 'were ') : count === 1 ? 'is ' : 'are ';

const listing = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
