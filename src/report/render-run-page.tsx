/** @jsxRuntime automatic @jsxImportSource preact */
import type {RunRecord} from '../pipeline/run/record.ts';
import type {CheckRecord} from '../pipeline/run/check-record.ts';
import {renderToStaticMarkup} from 'preact-render-to-string';
import {renderDocument} from './page/document.tsx';
import {LastCheck} from './page/last-check.tsx';
import {PlainPage} from './page/plain-page.tsx';
import {SimpleTable} from './page/simple-table.tsx';
import {formatDuration} from '../system/duration.ts';

type RunNode = RunRecord['nodes'][number];

/** Beyond this the rest is in the record of the run. */
const shownNodes = 500;

/**
 * `run.html`, beside index.html: all that differs from run to run, and so may not stand there.
 * @param record what the run left in the store
 * @param check the last time that results were made once more
 */
export function renderRunPage(profile: string, record: RunRecord, check?: CheckRecord): string {
  const title = `How the run went: ${profile}`;
  return renderDocument({
    title,
    description: `What was run and what was cached, durations and machine of a run of profile ${profile}.`,
    body: (
      <PlainPage kicker={`Profile ${profile}`} title="How this run went" lead={summary(record)}>
        <p>
          <a href="index.html">Back to the report</a>
        </p>
        <section aria-labelledby="facts">
          <h2 id="facts">When, where, with what</h2>
          <dl class="facts">
            {facts(record).map(([name, value]) => (
              <>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </>
            ))}
          </dl>
        </section>
        <LastCheck check={check} />
        <section aria-labelledby="stages">
          <h2 id="stages">By stage</h2>
          <SimpleTable
            label="Work by stage"
            headings={['Stage', 'Executed', 'Failed or skipped', 'Compute']}
            rows={byStage(record.nodes)}
          />
        </section>
        <section aria-labelledby="nodes">
          <h2 id="nodes">Node by node</h2>
          <SimpleTable label="Nodes that were executed" {...nodeTable(record.nodes)} />
          {record.nodes.length > shownNodes && (
            <p>
              The slowest {shownNodes} of {record.nodes.length} nodes are shown.
            </p>
          )}
        </section>
      </PlainPage>
    ),
  });
}

/** A run page with a later check in the place of the one that it shows; as it is, where it has no place for one. */
export const withCheck = (page: string, check: CheckRecord): string =>
  page.replace(/<section id="check"[^]*?<\/section>/, () =>
    renderToStaticMarkup(<LastCheck check={check} />),
  );

/** The job is told where one carried a node out. */
function nodeTable(nodes: readonly RunNode[]) {
  const onJobs = nodes.some(({job}) => job !== undefined);
  const headings = ['Node', 'Status', 'Duration', 'Attempts', 'Why it ran'];
  const rows = slowestFirst(nodes)
    .slice(0, shownNodes)
    .map(({node, status, failure, seconds, attempts, reasons, job = ''}) => [
      node,
      failure === undefined ? status : `${status}: ${failure}`,
      formatDuration(seconds),
      attempts,
      reasons.join(', '),
      ...(onJobs ? [job] : []),
    ]);
  return {headings: onJobs ? [...headings, 'Job'] : headings, rows};
}

function summary({outcome, seconds, counts}: RunRecord): string {
  const {finished, cached, failed, skipped, cancelled} = counts;
  const trouble = [
    [failed, 'failed'],
    [skipped, 'skipped'],
    [cancelled, 'cancelled'],
  ].flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]));
  const rest = trouble.length === 0 ? '' : `, ${trouble.join(', ')}`;
  return `The run ${outcome === 'completed' ? 'completed' : `ended as ${outcome}`} in ${formatDuration(seconds)}: ${finished} nodes were executed and ${cached} came from the store${rest}.`;
}

function facts({id, startedAt, targets, jobs, facts: others, nodes}: RunRecord) {
  const compute = nodes.reduce((sum, {seconds}) => sum + seconds, 0);
  return [
    ['run', id],
    ['started', startedAt],
    ['targets', targets.join(', ')],
    ['jobs at once', String(jobs)],
    ['compute used', formatDuration(compute)],
    ...Object.entries(others).map(([name, value]) => [name, inWords(value)]),
  ];
}

function inWords(value: RunRecord['facts'][string]): string {
  if (value === null || typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, each]) => (Array.isArray(value) ? inWords(each) : `${name} ${inWords(each)}`))
    .join(', ');
}

function byStage(nodes: readonly RunNode[]) {
  const stageOf = ({node}: RunNode) => node.split('/')[0];
  return [...new Set(nodes.map(stageOf))].map((stage) => {
    const members = nodes.filter((node) => stageOf(node) === stage);
    const finished = members.filter(({status}) => status === 'finished').length;
    const compute = members.reduce((sum, {seconds}) => sum + seconds, 0);
    return [stage, finished, members.length - finished, formatDuration(compute)];
  });
}

const slowestFirst = (nodes: readonly RunNode[]): RunNode[] =>
  [...nodes].sort((a, b) => b.seconds - a.seconds);
