/** @jsxRuntime automatic @jsxImportSource preact */
import type {Table} from '../../tables/table.ts';
import {formatNumber} from '../format/number.ts';

/** Beyond this a table is for a program to read: the page shows its head and links the CSV file. */
const shownRows = 60;

export const DataTable = ({table, figure}: {table: Table; figure: string}) => (
  <div class="scroll" tabIndex={0} role="region" aria-label={`Data of ${figure}: ${table.name}`}>
    <table class="data">
      <caption>
        {table.name}
        {table.rows.length > shownRows &&
          `: the first ${shownRows} of ${table.rows.length} rows; the CSV file has them all`}
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
        {table.rows.slice(0, shownRows).map((row) => (
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
