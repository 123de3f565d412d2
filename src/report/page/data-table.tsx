/** @jsxRuntime automatic @jsxImportSource preact */
import type {Table} from '../../tables/table.ts';
import {formatNumber} from '../format/number.ts';

/** Beyond this a table is for a program to read: the page shows its head and links the CSV file. */
const longest = 60;
const head = 12;

const isLong = ({rows}: Table): boolean => rows.length > longest;

export const DataTable = ({table}: {table: Table}) => (
  <div class="scroll" tabIndex={0} role="region" aria-label={`Data: ${table.name}`}>
    <table class="data">
      <caption>
        {isLong(table)
          ? `The first ${head} of ${table.rows.length} rows: `
          : `${table.rows.length} ${table.rows.length === 1 ? 'row' : 'rows'}: `}
        <a href={`data/${table.name}.csv`} download>
          {table.name}.csv
        </a>
      </caption>
      <thead>
        <tr>
          {table.columns.map(({name, unit, meaning}) => (
            <th scope="col" title={meaning}>
              {name}
              {unit && <span class="unit"> [{unit}]</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(isLong(table) ? table.rows.slice(0, head) : table.rows).map((row) => (
          <tr>
            {table.columns.map(({name}) => (
              <Cell value={row[name] ?? null} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
    <dl class="columns">
      {table.columns.map(({name, meaning}) => (
        <div>
          <dt>{name}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  </div>
);

function Cell({value}: {value: string | number | boolean | null}) {
  if (typeof value === 'number') return <td class="number">{formatNumber(value, 5)}</td>;
  if (typeof value === 'boolean') return <td>{value ? 'yes' : 'no'}</td>;
  return <td>{value ?? '–'}</td>;
}
