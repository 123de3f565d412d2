import {declareTable, text} from '../tables/declare.ts';
import type {Table} from '../tables/table.ts';

const dictionary = declareTable('dictionary', 'One column of one of the tables of this folder.', {
  table: text('name of the table, that of its file without .csv'),
  row: text('what a row of this table is'),
  column: text('name of the column, as in the first line of the file'),
  type: text('what its values are: number, text, or flag (true or false)'),
  unit: text('unit of its numbers; 1 for a pure number, none for a label or a flag'),
  meaning: text('what its values say'),
});

/** Every column of these tables, and its own: what the CSV files cannot say themselves. */
export const dictionaryOf = (tables: readonly Table[]): Table =>
  dictionary.fill(
    [...tables, dictionary.fill([])].flatMap(({name, about, columns}) =>
      columns.map((column) => ({
        table: name,
        row: about,
        column: column.name,
        type: column.type,
        unit: column.unit || (column.type === 'number' ? '1' : 'none'),
        meaning: column.meaning,
      })),
    ),
  );
