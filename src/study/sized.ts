import {z} from 'zod';
import type {Look} from '../judging/looks.ts';

/** Numbers that depend on the profile: what each is (a sentence with its unit), and its value at each. */
export interface Sized<Profile extends string, Schema extends z.ZodObject = z.ZodObject> {
  readonly schema: Schema;
  /** Throws at a profile that {@link Sized.has} none. */
  readonly at: Readonly<Record<Profile, Readonly<z.output<Schema>>>>;
  /** Whether anything can be shown at a profile; where not, nothing is planned there. */
  readonly has: (profile: Profile) => boolean;
  /** Looks that its claims have had so far, the last at all replicates; none for one look of all the weight. */
  readonly looks: (profile: Profile) => readonly Look[];
  /** Under which name the number of its looks is committed; undefined for one that has a single look. */
  readonly grows?: string;
}

/** What an experiment with these sizes can look up: each is made when it is asked for, null where nothing can be shown. */
export function sizesAt<Profile extends string, Size>(
  profiles: readonly Profile[],
  sizeAt: (profile: Profile) => Size | null,
): {readonly at: Readonly<Record<Profile, Size>>; readonly has: (profile: Profile) => boolean};
export function sizesAt(profiles: readonly string[], sizeAt: (profile: string) => unknown) {
  const at = {};
  for (const profile of profiles) {
    Object.defineProperty(at, profile, {
      get: () => {
        const size = sizeAt(profile);
        if (size === null) throw new Error(`Nothing can be shown at profile ${profile}.`);
        return size;
      },
    });
  }
  return {at, has: (profile: string) => sizeAt(profile) !== null};
}

export const count = (meaning: string) => z.int().positive().describe(meaning);
export const real = (meaning: string) => z.number().positive().describe(meaning);
export const reals = (meaning: string) => z.array(z.number().positive()).min(1).describe(meaning);
export const counts = (meaning: string) => z.array(z.int().positive()).min(1).describe(meaning);
/** Pairs of learning rate η and batch size S. */
const pair = z.tuple([z.number().positive(), z.int().positive()]);
export const pairOf = (meaning: string) => pair.describe(meaning);
export const pairs = z.array(pair).min(1).describe('pairs of learning rate η and batch size S');

/** Sizes that many experiments have. */
export const replicates = count(
  'replicates: independent seeds of initialisation, order and noise [runs]',
);
export const trainSize = count('training images [images]');
export const epochs = real('passes over the training set [epochs]');
export const target = real('common train loss at which runs are compared [nat]');
export const cap = real('epochs after which a run that missed the target stops as capped [epochs]');
export const capTime = real('ηt after which a run that missed the target stops as capped [1]');
export const widthMultiplier = real('factor on the channels of the published model [1]');
