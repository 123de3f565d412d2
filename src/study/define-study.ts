import type {z} from 'zod';
import type {Row} from '../tables/declare.ts';
import type {StudyRecord} from './study-record.ts';

type Measure = StudyRecord['measures'][number];

/** Rows for each table of a folder: `RowsOf<typeof tables>`. */
export type RowsOf<Tables extends Readonly<Record<string, {readonly columns: unknown}>>> = {
  readonly [Name in keyof Tables]: readonly Row<Tables[Name]>[];
};
type AnyRows = Readonly<Record<string, readonly StudyRecord['rows'][string][number][]>>;

/** What a study returns; see `StudyRecord`. */
export interface StudyFindings<Rows extends AnyRows = AnyRows> {
  readonly replicates: number;
  readonly measures: readonly Measure[];
  readonly rows: Rows;
  readonly irregular?: StudyRecord['irregular'];
  readonly notes?: readonly string[];
}

/** What a study is given beside its parameters. */
export interface StudyContext {
  /** Unsigned, 32 bits; all that is random derives from it. */
  readonly seed: number;
  readonly progress: (done: number, total: number, unit: string) => void;
}

/** A simulation or a solution of the theory: a pure function of parameters and seed. */
export type Study = (parameters: unknown, context: StudyContext) => StudyRecord;

/**
 * Makes a study of a function of typed parameters. It throws a `ZodError` for parameters that the schema
 * refuses, and whatever the function throws.
 */
export const defineStudy =
  <Schema extends z.ZodType>(
    schema: Schema,
    run: (parameters: z.output<Schema>, context: StudyContext) => StudyFindings,
  ): Study =>
  (parameters, context) => {
    const {replicates, measures, rows, irregular, notes} = run(schema.parse(parameters), context);
    return {
      replicates,
      measures: [...measures],
      rows: Object.fromEntries(Object.entries(rows).map(([name, own]) => [name, [...own]])),
      irregular: [...(irregular ?? [])],
      notes: [...(notes ?? [])],
    };
  };

/**
 * A measure from plain numbers, replicates × conditions. What is not finite (the logarithm of a rate that was
 * never seen, a variance that ran away) becomes null, and is counted as missing by the summary.
 */
export const measure = (
  criterion: string,
  conditions: readonly string[],
  values: readonly (readonly number[])[],
): Measure => ({
  criterion,
  conditions: [...conditions],
  values: values.map((row) => row.map((value) => (Number.isFinite(value) ? value : null))),
});

/** What each replicate gives, in turn; its index says which. */
export const eachReplicate = <Result>(
  count: number,
  {progress}: StudyContext,
  unit: string,
  run: (replicate: number) => Result,
): Result[] =>
  Array.from({length: count}, (_, replicate) => {
    progress(replicate, count, unit);
    return run(replicate);
  });
