import {z} from 'zod';
import {paper} from '../paper/profiles/paper.ts';
import {Profile} from '../paper/profiles/profile.ts';

/** One number of a profile that differs from the paper's. */
export interface Reduction {
  /** The part of the profile, in words: `E1: width and n, 4-layer BN MLP, Fashion-MNIST`. */
  readonly part: string;
  /** What the number is, with its unit. */
  readonly quantity: string;
  readonly here: string;
  readonly paper: string;
}

/** Every number of `profile` that is not that of the paper, in the order of the profile. */
export const reductionsOf = (profile: Profile): Reduction[] =>
  differences(Profile, profile, paper, 'in general').filter(
    ({quantity}) => quantity !== 'name of the profile',
  );

function differences(
  schema: z.ZodObject,
  here: Readonly<Record<string, unknown>>,
  there: Readonly<Record<string, unknown>>,
  part: string,
): Reduction[] {
  return Object.entries(schema.shape).flatMap(([name, field]) => {
    const [ours, theirs] = [here[name], there[name]];
    const quantity = wordsOf(field) ?? name;
    if (field instanceof z.ZodObject && isRecord(ours) && isRecord(theirs)) {
      return differences(field, ours, theirs, quantity);
    }
    return JSON.stringify(ours) === JSON.stringify(theirs)
      ? []
      : [{part, quantity, here: inWords(ours), paper: inWords(theirs)}];
  });
}

const wordsOf = (field: unknown): string | undefined =>
  field instanceof z.ZodType ? field.description : undefined;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function inWords(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return value
    .map((each: unknown) => (Array.isArray(each) ? `(${each.join(', ')})` : String(each)))
    .join(', ');
}
