import {z} from 'zod';
import type {Reduction} from './reduction.ts';

/** Numbers with what each is, here and at the reference. */
interface Compared {
  readonly schema: z.ZodObject;
  readonly here: Readonly<Record<string, unknown>>;
  readonly there: Readonly<Record<string, unknown>>;
}

/** Every number that is not that of the reference, in the order of the schemas; a schema's words name its part. */
export const reductionsOf = (compared: readonly Compared[]): Reduction[] =>
  compared.flatMap(({schema, here, there}) =>
    differences(schema, here, there, wordsOf(schema) ?? ''),
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
