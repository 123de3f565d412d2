/** @jsxRuntime automatic @jsxImportSource preact */
import {claimAnchor, slideAnchor, slideSlug} from '../anchors.ts';
import type {DrawnFigure} from '../draw/drawn-figure.ts';
import {type Ancestry} from '../lineage/ancestry.ts';
import type {JudgedClaim} from '../report-input.ts';
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

/** The chapters of the story, and one more for what answers no slide of it. */
export function chaptersFor({
  story: {chapters, beyond},
  judged,
  drawn,
}: Pick<Props, 'story' | 'judged' | 'drawn'>): Chapter[] {
  const told = new Set(
    chapters.flatMap(({slides}) => slides.map(({heading}) => slideSlug(heading))),
  );
  const headings = [
    ...judged.map(({claim}) => claim.slide.heading),
    ...drawn.map(({figure}) => figure.slide),
  ];
  const others = new Map(
    headings
      .filter((heading) => !told.has(slideSlug(heading)))
      .map((heading) => [slideSlug(heading), heading]),
  );
  if (others.size === 0) return [...chapters];
  const slides = [...others.values()].map((heading) => ({heading, text: null}));
  return [...chapters, {title: beyond, slides}];
}

function SlideSection({
  slide,
  chapter,
  judged,
  drawn,
  ancestryOf,
  profile,
}: Props & {slide: Slide; chapter: Chapter}) {
  const here = (heading: string) => slideSlug(heading) === slideSlug(slide.heading);
  const claims = judged.filter(({claim}) => here(claim.slide.heading));
  const figures = drawn.filter(({figure}) => here(figure.slide));
  return (
    <section class="slide" id={slideAnchor(slide.heading)}>
      {slide.heading !== chapter.title && (
        <h3>
          <RichText text={slide.heading} />
        </h3>
      )}
      <div class="prose">{slide.text}</div>
      {claims.length > 0 && (
        <ul class="claim-lines">
          {claims.map(({claim, result}) => (
            <li>
              <a href={`#${claimAnchor(claim.id)}`}>{claim.id}</a>
              <VerdictBadge verdict={result.verdict} small={result.small} />
              <RichText text={claim.title} />
            </li>
          ))}
        </ul>
      )}
      {figures.length > 0 && (
        <div class="cards">
          {figures.map((each) => (
            <FigureCard
              drawn={each}
              judged={judged}
              ancestry={ancestryOf(each.figure.experiment)}
              profile={profile}
            />
          ))}
        </div>
      )}
    </section>
  );
}
