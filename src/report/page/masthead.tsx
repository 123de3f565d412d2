/** @jsxRuntime automatic @jsxImportSource preact */
import {standingOf, standings, type Standing} from '../../judging/standing.ts';
import {claimAnchor, slideAnchor} from '../anchors.ts';
import type {DrawnFigure} from '../draw/drawn-figure.ts';
import {findingsOf, listing, type Effects} from '../findings.ts';
import {plainText} from '../format/plain-text.ts';
import {heroOf} from '../hero.ts';
import {claimsBySlide, nameOf, type SlideClaims} from '../outline.ts';
import type {JudgedClaim} from '../report-input.ts';
import type {Story} from '../story.ts';
import {Hero} from './hero.tsx';
import {RichText} from './rich-text.tsx';
import {VerdictSign, verdictClass, verdictWords} from './verdict-badge.tsx';

interface Props {
  readonly story: Story;
  readonly judged: readonly JudgedClaim[];
  readonly drawn: readonly DrawnFigure[];
  readonly effects: Effects;
  readonly scales: ReadonlyMap<string, string>;
  readonly profile: string;
}

/** The first screen: what was found in a few sentences, the strongest figure, and every claim by its name. */
export function Masthead({story, judged, drawn, effects, scales, profile}: Props) {
  const hero = heroOf(story, judged, drawn);
  return (
    <header class="masthead">
      <p class="kicker">{story.kicker}</p>
      <h1>{story.title}</h1>
      <div class="answer">
        <div>
          {findingsOf(story.findings, judged, effects).map(({title, text}) => (
            <p class="finding">
              <b>{title}</b>
              {scales.has(title) && ` (${scales.get(title) ?? ''})`}
              <b>.</b> <RichText text={text} />
            </p>
          ))}
        </div>
        {hero && <Hero drawn={hero} />}
      </div>
      <ul class="by-slide" aria-label="Verdicts of all claims, by slide">
        {claimsBySlide(story, judged).map((slide) => (
          <SlideVerdicts story={story} slide={slide} />
        ))}
      </ul>
      <p class="meta">
        {summarySentence(judged, profile, story.families)} Every number was computed from data by
        one command. <a href="verdicts.json">verdicts.json</a> ·{' '}
        <a href="run.html">how this run went</a> · <a href="#trust">why trust it</a> ·{' '}
        <a href="#cite">cite</a>
      </p>
    </header>
  );
}

const SlideVerdicts = ({story, slide}: {story: Story; slide: SlideClaims}) => (
  <li>
    <a class="slide-name" href={`#${slideAnchor(slide.heading)}`}>
      <RichText text={slide.heading} />
    </a>
    <ul>
      {slide.judged.map((entry) => (
        <li>
          <a
            class={verdictClass(entry.result)}
            href={`#${claimAnchor(entry.claim.id)}`}
            title={`${verdictWords(entry.result)}: ${plainText(entry.claim.title)}`}
          >
            <VerdictSign standing={standingOf(entry.result)} />
            <span>
              <RichText text={nameOf(story, entry)} />
            </span>
            <span class="unseen">: {verdictWords(entry.result)}</span>
          </a>
        </li>
      ))}
    </ul>
  </li>
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

/** `4 are supported (1 of them surely small)`, in the order of the report. */
const counts = (judged: readonly JudgedClaim[]): string[] =>
  standings.flatMap((standing) => {
    const own = judged.filter(({result}) => standingOf(result) === standing);
    const small = own.filter(({result}) => result.small).length;
    const mark = small === 0 ? '' : ` (${small} of them surely small)`;
    return own.length === 0 ? [] : [`${own.length} ${verbal(standing, own.length)}${mark}`];
  });

function verbal(standing: Standing, count: number): string {
  const one = count === 1;
  if (standing === 'leans for') return one ? 'leans for it' : 'lean for it';
  if (standing === 'leans against') return one ? 'leans against it' : 'lean against it';
  if (standing === 'not run') return one ? 'was not run' : 'were not run';
  return `${one ? 'is' : 'are'} ${standing}`;
}
