import {z} from 'zod';
import {Irregular} from '../../src/judging/results.ts';
import {Table} from '../../src/tables/table.ts';
import {jsonArtifact} from '../../src/pipeline/artifact.ts';

/** What the replicates of a study measured for one criterion of a claim. */
const Measure = z.object({
  criterion: z.string(),
  conditions: z.array(z.string()).describe('labels; the criterion must hold at every one'),
  values: z
    .array(z.array(z.number().nullable()))
    .describe('replicates × conditions; null where there is no value'),
});
export type Measure = z.output<typeof Measure>;

/**
 * A measure from plain numbers; what is not finite (the logarithm of a rate that was never seen, a
 * variance that ran away) becomes null, and is counted as missing by the summary.
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

const TheoryStudyValue = z.object({
  claim: z.string(),
  replicates: z.int().describe('planned; a diverged one is in `irregular`'),
  measures: z.array(Measure),
  tables: z.array(Table),
  irregular: z.array(Irregular),
  notes: z.array(z.string()),
});
export type TheoryStudyValue = z.output<typeof TheoryStudyValue>;

/** One study of the theory: per-replicate measures, and the tables that its figures draw. */
export const TheoryStudy = jsonArtifact('theory-study', TheoryStudyValue);
