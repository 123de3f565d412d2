import {z} from 'zod';

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What the values of a column are; `flag` is true or false. */
const ColumnType = z.enum(['number', 'text', 'flag']);

/** A tidy table: what a figure draws and what a reader downloads. Rows are records of plain values. */
export const Table = z.object({
  name: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    .describe('unique over the report, kebab-case: e1-cells'),
  about: z.string().describe('what a row is: one sentence'),
  columns: z.array(
    z.object({
      name: z.string(),
      type: ColumnType,
      unit: z.string().describe('empty for a pure number or a label'),
      meaning: z.string().describe('one sentence'),
    }),
  ),
  rows: z.array(z.record(z.string(), Cell)),
});
export type Table = z.output<typeof Table>;
