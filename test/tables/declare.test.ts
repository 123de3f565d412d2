import {describe, expect, expectTypeOf, test} from 'vitest';
import {declareTable, flag, number, optional, text, type Row} from '../../src/tables/declare.ts';

const runs = declareTable('e0-runs', 'One run.', {
  rate: number('', 'learning rate η'),
  loss: optional(number('nat', 'train loss at the end')),
  outcome: text('how it ended'),
  compared: flag('whether it is compared'),
});
const rows: Row<typeof runs>[] = [
  {compared: true, outcome: 'completed', loss: 0.5, rate: 0.1},
  {rate: 0.2, loss: null, outcome: 'diverged', compared: false},
];

test('a declaration fills a table that explains itself, its columns in their order', () => {
  expect(runs.fill(rows)).toEqual({
    name: 'e0-runs',
    about: 'One run.',
    columns: [
      {name: 'rate', type: 'number', unit: '', meaning: 'learning rate η'},
      {name: 'loss', type: 'number', unit: 'nat', meaning: 'train loss at the end'},
      {name: 'outcome', type: 'text', unit: '', meaning: 'how it ended'},
      {name: 'compared', type: 'flag', unit: '', meaning: 'whether it is compared'},
    ],
    rows,
  });
});

test('what was filled is read with its types', () => {
  const {table, rows: read} = runs.read({tables: [runs.fill(rows)]});
  expect(read).toEqual(rows);
  expect(table.name).toBe('e0-runs');
  expectTypeOf(read[0].loss).toEqualTypeOf<number | null>();
  expectTypeOf(read[0].outcome).toEqualTypeOf<string>();
});

test('rows that came out of a file fill it too, when they are of its columns', () => {
  const plain = rows.map((row) => ({...row}));
  expect(runs.accept(plain)).toEqual(runs.fill(rows));
  expect(() => runs.accept([{...plain[0], rate: 'fast'}])).toThrow(
    'Table e0-runs, row 1: rate is "fast", not a number.',
  );
});

describe('reading refuses', () => {
  const read = (change: object) => () =>
    runs.read({tables: [{...runs.fill(rows), rows: [rows[0], {...rows[1], ...change}]}]});

  test('a table that is not there', () => {
    const other = declareTable('e0-curves', 'One point.', {x: number('', 'x')});
    expect(() => other.read({tables: [runs.fill(rows)]})).toThrow(
      'There is no table e0-curves; there are: e0-runs.',
    );
  });

  test('a value of another type, with its place', () => {
    expect(read({outcome: 1})).toThrow('Table e0-runs, row 2: outcome is 1, not a text.');
  });

  test('a missing value where there must be one', () => {
    expect(read({rate: null})).toThrow('row 2: rate is null, not a number.');
  });
});
