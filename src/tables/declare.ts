import type {Table} from './table.ts';

type Cell = Table['rows'][number][string];

/** A column as it is declared: what its values are, their unit, and what they mean. */
export interface Column<Value extends Cell> {
  readonly type: Table['columns'][number]['type'];
  readonly holds: (value: unknown) => value is Value;
  /** Empty for a pure number or a label. */
  readonly unit: string;
  /** One sentence. */
  readonly meaning: string;
}

/** A number: `number('nat', 'train loss then')`. */
export const number = (unit: string, meaning: string): Column<number> => ({
  type: 'number',
  holds: (value) => typeof value === 'number',
  unit,
  meaning,
});

/** A label. */
export const text = (meaning: string): Column<string> => ({
  type: 'text',
  holds: (value) => typeof value === 'string',
  unit: '',
  meaning,
});

/** True or false. */
export const flag = (meaning: string): Column<boolean> => ({
  type: 'flag',
  holds: (value) => typeof value === 'boolean',
  unit: '',
  meaning,
});

/** The same column where a row may lack a value. */
export const optional = <Value extends Cell>({
  holds,
  ...column
}: Column<Value>): Column<Value | null> => ({
  ...column,
  holds: (value): value is Value | null => value === null || holds(value),
});

type Columns = Readonly<Record<string, Column<Cell>>>;

/** A row of a table with these columns. */
export type RowOf<C> = {
  readonly [Name in keyof C]: C[Name] extends Column<infer Value> ? Value : never;
};

/** The rows of a declaration: `Row<typeof runs>`. */
export type Row<D extends {readonly columns: unknown}> = RowOf<D['columns']>;

/** A table that was read: as it stands, for who shows it whole, and its rows with their types. */
export interface ReadTable<C> {
  readonly table: Table;
  readonly rows: readonly RowOf<C>[];
}

/** What reading a declared table gives: `Read<typeof runs>`. */
export type Read<D extends {readonly columns: unknown}> = ReadTable<D['columns']>;

/** A table that is declared once: who summarises fills it, who draws reads it, and its columns say what they are. */
export interface TableDeclaration<C> {
  readonly name: string;
  /** What a row is: one sentence. */
  readonly about: string;
  readonly columns: C;
  /** The table with these rows; its columns stand in the order of their declaration. */
  readonly fill: (rows: readonly RowOf<C>[]) => Table;
  /**
   * The same with rows that came out of a file.
   *
   * @throws Error when a value is not of its column's type
   */
  readonly accept: (rows: Table['rows']) => Table;
  /**
   * This table among those of a summary.
   *
   * @throws Error when it is not there, or a value is not of its column's type.
   */
  readonly read: (summary: {readonly tables: readonly Table[]}) => ReadTable<C>;
}

/**
 * Declares a table.
 *
 * @param name unique over the report, kebab-case; the name of its CSV file
 * @param about what a row is: one sentence
 */
export function declareTable<const C extends Columns>(
  name: string,
  about: string,
  columns: C,
): TableDeclaration<C> {
  const described = Object.entries<Column<Cell>>(columns).map(
    ([column, {type, unit, meaning}]) => ({name: column, type, unit, meaning}),
  );
  const fill = (rows: Table['rows']): Table => ({
    name,
    about,
    columns: described.map((column) => ({...column})),
    rows: rows.map((row) => ({...row})),
  });
  return {
    name,
    about,
    columns,
    fill: (rows) => fill(rows.map((row) => ({...row}))),
    accept: (rows) => readTable(fill(rows), columns).table,
    read: ({tables}) => readTable(tableOf(tables, name), columns),
  };
}

function tableOf(tables: readonly Table[], name: string): Table {
  const table = tables.find((candidate) => candidate.name === name);
  if (table !== undefined) return table;
  const others = tables.map((candidate) => candidate.name).join(', ');
  throw new Error(`There is no table ${name}; there are: ${others}.`);
}

function readTable<C extends Columns>(table: Table, columns: C): ReadTable<C> {
  const isRow = (row: unknown): row is RowOf<C> => isOf(columns, row);
  const rows = table.rows.filter(isRow);
  if (rows.length < table.rows.length) throw notOfType(table, columns);
  return {table, rows};
}

const isOf = (columns: Columns, row: unknown): boolean =>
  typeof row === 'object' &&
  row !== null &&
  Object.entries(columns).every(([name, {holds}]) => holds(Reflect.get(row, name)));

/** Names the first value that is not of its column's type. */
function notOfType({name, rows}: Table, columns: Columns): Error {
  for (const [index, row] of rows.entries()) {
    for (const [column, {type, holds}] of Object.entries(columns)) {
      if (holds(row[column])) continue;
      const found = column in row ? JSON.stringify(row[column]) : 'absent';
      return new Error(`Table ${name}, row ${index + 1}: ${column} is ${found}, not a ${type}.`);
    }
  }
  return new Error(`Table ${name} has a row that is not of its columns.`);
}
