import type {Table} from './results.ts';

/** A column of a table as its author writes it: unit (empty for a pure number) and meaning. */
type Columns<Row> = Readonly<Record<keyof Row & string, readonly [unit: string, meaning: string]>>;

/** A tidy table whose columns are exactly the fields of its rows. */
export function tidyTable<Row extends Readonly<Record<string, Table['rows'][number][string]>>>(
  name: string,
  columns: Columns<Row>,
  rows: readonly Row[],
): Table {
  return {
    name,
    columns: Object.entries<readonly [string, string]>(columns).map(
      ([column, [unit, meaning]]) => ({name: column, unit, meaning}),
    ),
    rows: rows.map((row) => ({...row})),
  };
}
