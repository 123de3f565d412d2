/** @jsxRuntime automatic @jsxImportSource preact */
import type {CheckRecord} from '../../pipeline/run/check-record.ts';
import {formatDuration} from '../../system/duration.ts';
import {SimpleTable} from './simple-table.tsx';

/** Beyond this the rest is in the record of the check. */
const shown = 100;

/** The last time that results were made once more and compared with those of the report. */
export const LastCheck = ({check}: {check: CheckRecord | undefined}) => (
  <section id="check" aria-labelledby="check-title">
    <h2 id="check-title">The last check</h2>
    {check === undefined ? (
      <p>
        No result has been made once more and compared. <code>--verify 1%</code> takes a share of
        them, <code>--verify NODE</code> one; the report names one for each figure and claim.
      </p>
    ) : (
      <Checked check={check} />
    )}
  </section>
);

const Checked = ({check: {at, seconds, facts, asked, tolerance, nodes}}: {check: CheckRecord}) => (
  <>
    <p>
      <code>--verify {asked}</code> at {at}, in {formatDuration(seconds)}
      {Object.entries(facts).map(([name, fact]) => `, ${name} ${fact}`)}. Within rounding: numbers
      that differ by at most {100 * tolerance}% of the larger one.
    </p>
    <SimpleTable
      label="Results that were made once more"
      headings={['Node', 'What was found']}
      rows={nodes.slice(0, shown).map(({node, detail}) => [node, detail])}
    />
    {nodes.length > shown && (
      <p>
        {shown} of {nodes.length} are shown.
      </p>
    )}
  </>
);
