import {z} from 'zod';
import {count, real, sizesAt, type Sized} from '../src/study/sized.ts';
import {isLooked, looksOf, type LookedProfile} from './looks.ts';

/**
 * The scales at which the same code and the same claims run; the first is the default.
 *
 * - quick: the embedded sample on a laptop, every claim that it can test. Ten minutes cold on two cores that reach 150
 *   GFLOP/s together. How its sizes were chosen: docs/decisions/quick-profile.md.
 * - standard: the full data sets at reduced widths and epochs, sized to decide: a night on two cores, resumable at any
 *   point. It has not run in full yet. How its sizes were chosen: docs/decisions/standard-profile.md.
 * - paper: the scale of the paper, as far as it is known (sources and gaps: the assumptions of the claims).
 *   Expected: the verdicts of the talk. Needs a GPU or a cluster: `--profile paper --dry-run` prices it.
 */
export const profiles = ['quick', 'standard', 'paper'] as const;
export type Profile = (typeof profiles)[number];

/** Throws a `ZodError` for a name that is none. */
export const profileNamed = (name: string): Profile => z.enum(profiles).parse(name);

/**
 * The seed that all that is random derives from, at every profile. It is changed once whenever rules or sizes change,
 * before anything is run with it: what is judged was never looked at before.
 */
export const globalSeed = 20261130;

/** The profile that the others are told from. */
export const reference: Profile = 'paper';

/** Sizes by profile; null where a profile is too small to show anything: its claims are not testable there. */
type At<Size> = Readonly<Record<Profile, Readonly<Size> | null>>;

/** The numbers of one experiment, with what each is, at every profile. Its claims have one look at every profile. */
export function sized<Schema extends z.ZodObject>(
  schema: Schema,
  at: At<z.output<Schema>>,
): Sized<Profile, Schema> {
  return {schema, ...sizesAt(profiles, (profile) => at[profile]), looks: () => []};
}

/** The replicates of a profile that is looked at again follow from its looks. */
interface Seeded<Size> extends Readonly<Record<LookedProfile, Omit<Size, 'replicates'> | null>> {
  readonly quick: Readonly<Size> | null;
}

/**
 * The same for claims that are looked at again with more seeds: their replicates follow from the number of looks that
 * is committed under this name in looks.json. At `quick`, which has one look, they are a number like any other.
 */
export const seeded = <Schema extends z.ZodObject>(
  name: string,
  schema: Schema,
  at: Seeded<z.output<Schema>>,
): Sized<Profile, Schema> =>
  lookedAs(name, {
    schema,
    ...sizesAt(profiles, (profile) => {
      if (!isLooked(profile)) return at[profile];
      const size = at[profile];
      return size && schema.parse({...size, replicates: looksOf(name, profile).at(-1)?.replicates});
    }),
  });

/** Sizes of an experiment whose runs are replicated as often as those of another one, or by looks of its own. */
export const lookedAs = <Schema extends z.ZodObject>(
  name: string,
  sizes: Omit<Sized<Profile, Schema>, 'looks' | 'grows'>,
): Sized<Profile, Schema> => ({
  ...sizes,
  looks: (profile) => (isLooked(profile) ? looksOf(name, profile) : []),
  grows: name,
});

const probe = {
  images: count('training images on which it is measured [images]'),
  batchSize: count('images of one pass of a probe; does not change the mean [images]'),
  minIterations: count('Lanczos products whose space is taken out exactly [products]'),
  probes: count('random probes of norms and traces [products]'),
};

/** The numbers that all experiments share. */
export const shared = sized(
  z
    .object({
      extent: z
        .enum(['sample', 'full'])
        .describe('which images: the embedded sample or the whole set'),
      averaging: z
        .object({
          'cifar-10': count(
            'pixels of either side that are averaged into one, in CIFAR-10 [pixels]',
          ),
        })
        .describe('resolution of the images'),
      probes: z.object({
        curvature: z.object(probe).describe('Hessian probes'),
        noise: z.object(probe).describe('gradient-noise probes'),
        line: z
          .object({
            points: count('points of α in [−1, 2] [points]'),
            images: count('images per split at every α [images]'),
            batchSize: count('images of one estimate of the batch-norm statistics [images]'),
            delta: real(
              'δ: the width of an end reaches to where its train loss has risen by this [nat]',
            ),
          })
          .describe('lines between two checkpoints'),
        plane: z
          .object({
            reach: real('largest coordinate; 1 moves every filter by its own norm [1]'),
            points: count('points of either axis [points]'),
            images: count('images per split at every point [images]'),
            batchSize: count('images of one estimate of the batch-norm statistics [images]'),
          })
          .describe('filter-normalised random planes through endpoints'),
      }),
    })
    .describe('in general'),
  {
    quick: {
      extent: 'sample',
      averaging: {'cifar-10': 2},
      probes: {
        curvature: {images: 250, batchSize: 250, minIterations: 16, probes: 6},
        noise: {images: 250, batchSize: 250, minIterations: 16, probes: 6},
        line: {points: 31, images: 250, batchSize: 125, delta: 0.1},
        plane: {reach: 0.5, points: 11, images: 125, batchSize: 125},
      },
    },
    standard: {
      extent: 'full',
      averaging: {'cifar-10': 1},
      probes: {
        curvature: {images: 2000, batchSize: 500, minIterations: 40, probes: 12},
        noise: {images: 1000, batchSize: 500, minIterations: 40, probes: 12},
        line: {points: 61, images: 2000, batchSize: 500, delta: 0.5},
        plane: {reach: 0.5, points: 21, images: 1000, batchSize: 500},
      },
    },
    paper: {
      extent: 'full',
      averaging: {'cifar-10': 1},
      probes: {
        curvature: {images: 2048, batchSize: 64, minIterations: 60, probes: 40},
        noise: {images: 1024, batchSize: 64, minIterations: 60, probes: 40},
        line: {points: 61, images: 10_000, batchSize: 500, delta: 0.5},
        plane: {reach: 0.5, points: 25, images: 10_000, batchSize: 500},
      },
    },
  },
);
