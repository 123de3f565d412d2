import {z} from 'zod';
import {Irregular} from '../judging/results.ts';
import {Table} from '../tables/table.ts';

/** What the replicates of a study measured for one criterion of a claim. */
const Measure = z.object({
  criterion: z.string().describe('its id'),
  conditions: z
    .array(z.string())
    .describe('labels; the criterion must hold under every one of them'),
  values: z
    .array(z.array(z.number().nullable()))
    .describe('replicates × conditions; null where there is no value'),
});

/** What a study found, before anything of it is tested. */
export const StudyRecord = z.object({
  replicates: z.int().describe('planned; what went wrong in one is in `irregular`'),
  measures: z.array(Measure).describe('one a criterion'),
  rows: z.record(z.string(), Table.shape.rows).describe('the rows of each table, by its key'),
  irregular: z.array(Irregular.omit({node: true})),
  notes: z.array(z.string()).describe('what a reader must know: sentences'),
});
export type StudyRecord = z.output<typeof StudyRecord>;
