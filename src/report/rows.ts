import type {z} from 'zod';
import type {ExperimentSummary} from '../judging/results.ts';
import type {Table} from '../tables/table.ts';

/** The table of a summary by its name; a summary without it was made by other code. */
export function tableOf(summary: ExperimentSummary, name: string): Table {
  const table = summary.tables.find((candidate) => candidate.name === name);
  if (table === undefined) {
    const names = summary.tables.map((candidate) => candidate.name).join(', ');
    throw new Error(`Experiment ${summary.experiment} has no table ${name}; it has: ${names}.`);
  }
  return table;
}

/** The rows of a table, checked and typed by the schema of one row; all its fields must be columns. */
export function rowsOf<Row extends z.ZodObject>(table: Table, row: Row): z.output<Row>[] {
  const columns = new Set(table.columns.map(({name}) => name));
  const missing = Object.keys(row.shape).filter((name) => !columns.has(name));
  if (missing.length > 0) {
    throw new Error(`Table ${table.name} has no column ${missing.join(', ')}.`);
  }
  return table.rows.map((cells) => row.parse(cells));
}
