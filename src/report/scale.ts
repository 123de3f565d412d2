import {z} from 'zod';
import type {ExperimentSummary} from '../judging/results.ts';
import type {Figure} from './figure.ts';

/** How large the networks of an experiment are, in words. */
export const Scale = z.object({
  network: z.string().describe('the network in a few words'),
  here: z.string().describe('network, width, pixels, training images and epochs of this profile'),
  slide: z.string().describe('the same at the scale of the paper'),
  chance: z.number().describe('accuracy of guessing [1]'),
});
export type Scale = z.output<typeof Scale>;

/** By experiment; one that trains nothing has none. */
export const Scales = z.record(z.string(), Scale);
export type Scales = z.output<typeof Scales>;

/** `Here: … Best accuracy 79% (chance 10%). The slide: ….`, as captions and headings say it. */
export function scaleSentence({here, slide, chance}: Scale, summary: ExperimentSummary): string {
  const best = bestAccuracy(summary);
  const reached =
    best === undefined
      ? ''
      : ` Best accuracy ${percent(best)} on images that were not trained on (chance ${percent(chance)}).`;
  return `Here: ${here}.${reached} ${here === slide ? 'The same as the slide.' : `The slide: ${slide}.`}`;
}

/** A figure that says how large its networks are, for those who see it and for those who do not. */
export function atScale(
  figure: Figure,
  scale: Scale | undefined,
  summary: ExperimentSummary,
): Figure {
  if (scale === undefined) return figure;
  const best = bestAccuracy(summary);
  const reached =
    best === undefined
      ? ''
      : `, at best ${percent(best)} accurate (chance ${percent(scale.chance)})`;
  return {
    ...figure,
    caption: `${figure.caption} ${scaleSentence(scale, summary)}`,
    alt: `${scale.network}${reached}. ${figure.alt}`,
  };
}

const unseen: ReadonlySet<string> = new Set(['validationAccuracy', 'testAccuracy']);

/** The best accuracy of any run on data that it was not trained on; undefined where no table tells of one. */
function bestAccuracy({tables}: ExperimentSummary): number | undefined {
  const found = tables.flatMap(({rows}) =>
    rows.flatMap((row) =>
      Object.entries(row).flatMap(([name, value]) =>
        unseen.has(name) && typeof value === 'number' ? [value] : [],
      ),
    ),
  );
  return found.length === 0 ? undefined : found.reduce((best, value) => Math.max(best, value));
}

const percent = (share: number): string => `${(100 * share).toFixed(0)}%`;
