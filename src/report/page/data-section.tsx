/** @jsxRuntime automatic @jsxImportSource preact */
import type {ExperimentSummary} from '../../judging/results.ts';
import {tableAnchor} from '../anchors.ts';
import {tablesArchive} from '../pack-tables.ts';
import {DataTable} from './data-table.tsx';

/** Every table once, folded by experiment: figures lead here. */
export const DataSection = ({summaries}: {summaries: readonly ExperimentSummary[]}) => (
  <section class="tables" aria-labelledby="data">
    <h2 id="data">Data</h2>
    <p class="prose">
      Every table behind the figures, with what each of its columns means. All of them as CSV files:{' '}
      <a href={tablesArchive} download>
        {tablesArchive}
      </a>
      , with a <a href="data/dictionary.csv">dictionary</a> of their columns. A missing value is an
      empty field.
    </p>
    <details>
      <summary>
        {summaries.reduce((sum, {tables}) => sum + tables.length, 0)} tables, experiment by
        experiment
      </summary>
      {summaries.map((summary) => (
        <ExperimentTables {...summary} />
      ))}
    </details>
  </section>
);

function ExperimentTables({experiment, tables}: ExperimentSummary) {
  if (tables.length === 0) return null;
  return (
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
  );
}
