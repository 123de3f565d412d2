/** @jsxRuntime automatic @jsxImportSource preact */
import type {ExperimentSummary} from '../../judging/results.ts';
import {tableAnchor} from '../anchors.ts';
import {DataTable} from './data-table.tsx';

/** Every table once, folded by experiment: figures lead here. */
export const DataSection = ({summaries}: {summaries: readonly ExperimentSummary[]}) => (
  <section class="tables" aria-labelledby="data">
    <h2 id="data">Data</h2>
    <p class="prose">
      Every table behind the figures, with what each of its columns means; the same as CSV files in{' '}
      <code>data/</code> (<a href="data/dictionary.csv">dictionary</a>).
    </p>
    {summaries
      .filter(({tables}) => tables.length > 0)
      .map(({experiment, tables}) => (
        <details>
          <summary>
            {experiment}: {tables.map(({name}) => name).join(', ')}
          </summary>
          {tables.map((table) => (
            <details id={tableAnchor(table.name)}>
              <summary>
                <b>{table.name}</b> {table.about}
              </summary>
              <DataTable table={table} />
            </details>
          ))}
        </details>
      ))}
  </section>
);
