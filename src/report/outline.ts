import {slideSlug} from './anchors.ts';
import type {NumberedFigure} from './draw/drawn-figure.ts';
import type {JudgedClaim} from './report-input.ts';
import type {Chapter, Story} from './story.ts';

interface Told {
  readonly story: Story;
  readonly judged: readonly JudgedClaim[];
  readonly drawn: readonly NumberedFigure[];
}

/** The chapters of the story, and one more for what answers no slide of it. */
export function chaptersFor({story: {chapters, beyond}, judged, drawn}: Told): Chapter[] {
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

/** The claims of one slide. */
export interface SlideClaims {
  readonly heading: string;
  readonly judged: readonly JudgedClaim[];
}

/** Claims by slide, in the order of the story; slides without any are left out. */
export function claimsBySlide(story: Story, judged: readonly JudgedClaim[]): SlideClaims[] {
  const slides = chaptersFor({story, judged, drawn: []}).flatMap((chapter) => chapter.slides);
  return slides.flatMap(({heading}) => {
    const own = judged.filter(({claim}) => slideSlug(claim.slide.heading) === slideSlug(heading));
    return own.length === 0 ? [] : [{heading, judged: own}];
  });
}

/** A claim in a few words: its name in the story, or its title. */
export const nameOf = ({names}: Story, {claim}: JudgedClaim): string =>
  names[claim.id] ?? claim.title;
