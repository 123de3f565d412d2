import type {Table} from './table.ts';

/** A column of a table as its author writes it: unit (empty for a pure number) and meaning. */
type Columns<Row> = Readonly<Record<keyof Row & string, readonly [unit: string, meaning: string]>>;
type Cell = Table['rows'][number][string];

/** A tidy table whose columns are exactly the fields of its rows, of the type of their first value. */
export function tidyTable<Row extends Readonly<Record<string, Cell>>>(
  name: string,
  columns: Columns<Row>,
  rows: readonly Row[],
): Table {
  const plain = rows.map((row): Table['rows'][number] => ({...row}));
  return {
    name,
    about: '',
    columns: Object.entries<readonly [string, string]>(columns).map(
      ([column, [unit, meaning]]) => ({
        name: column,
        type: typeOf(plain.find((row) => row[column] !== null)?.[column] ?? null),
        unit,
        meaning,
      }),
    ),
    rows: plain,
  };
}

function typeOf(value: Cell): Table['columns'][number]['type'] {
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'flag' : 'text';
}
