/** @jsxRuntime automatic @jsxImportSource preact */
import {claimAnchor, slideAnchor, slideSlug} from '../anchors.ts';
import type {DrawnFigure} from '../draw/drawn-figure.ts';
import {decidingFigures} from '../deciding-figures.ts';
import {type Ancestry} from '../lineage/ancestry.ts';
import type {JudgedClaim} from '../report-input.ts';
import {chaptersFor} from '../outline.ts';
import type {Chapter, Slide, Story} from '../story.ts';
import {FigureCard} from './figure-card.tsx';
import {RichText} from './rich-text.tsx';
import {VerdictBadge} from './verdict-badge.tsx';

interface Props {
  readonly story: Story;
  readonly judged: readonly JudgedClaim[];
  readonly drawn: readonly DrawnFigure[];
  readonly ancestryOf: (experiment: string) => Ancestry;
  readonly profile: string;
}

/** The story, each slide followed by its claims and its figures. */
export function Chapters(props: Props) {
  return (
    <>
      {chaptersFor(props).map((chapter) => (
        <section class="chapter" aria-labelledby={chapterId(chapter)}>
          <h2 id={chapterId(chapter)}>{chapter.title}</h2>
          {chapter.slides.map((slide) => (
            <SlideSection slide={slide} chapter={chapter} {...props} />
          ))}
        </section>
      ))}
    </>
  );
}

export const chapterId = ({title}: Chapter): string => title.toLowerCase().replaceAll(' ', '-');

function SlideSection(props: Props & {slide: Slide; chapter: Chapter}) {
  const {slide, chapter, judged, drawn} = props;
  const here = (heading: string) => slideSlug(heading) === slideSlug(slide.heading);
  const claims = judged.filter(({claim}) => here(claim.slide.heading));
  const figures = drawn.filter(({figure}) => here(figure.slide));
  const deciding = decidingFigures(drawn);
  const level = slide.heading === chapter.title ? 3 : 4;
  const robustness = figures.filter((each) => !deciding.has(each));
  return (
    <section class="slide" id={slideAnchor(slide.heading)}>
      {level === 4 && (
        <h3>
          <RichText text={slide.heading} />
        </h3>
      )}
      <div class="prose">{slide.text}</div>
      {claims.length > 0 && <ClaimLines claims={claims} />}
      <Cards {...props} level={level} drawn={figures.filter((each) => deciding.has(each))} />
      {robustness.length > 0 && (
        <details class="robustness">
          <summary>
            <b>Robustness</b>: {robustness.length} more{' '}
            {robustness.length === 1 ? 'figure' : 'figures'}, shown and not judged
          </summary>
          <Cards {...props} level={level} drawn={robustness} />
        </details>
      )}
    </section>
  );
}

const ClaimLines = ({claims}: {claims: readonly JudgedClaim[]}) => (
  <ul class="claim-lines">
    {claims.map(({claim, result}) => (
      <li>
        <a href={`#${claimAnchor(claim.id)}`}>{claim.id}</a>
        <VerdictBadge result={result} />
        <RichText text={claim.title} />
      </li>
    ))}
  </ul>
);

function Cards({drawn, judged, ancestryOf, profile, level}: Props & {level: 3 | 4}) {
  if (drawn.length === 0) return null;
  return (
    <div class="cards">
      {drawn.map((each) => (
        <FigureCard
          drawn={each}
          judged={judged}
          ancestry={ancestryOf(each.figure.experiment)}
          profile={profile}
          level={level}
        />
      ))}
    </div>
  );
}
