/** @jsxRuntime automatic @jsxImportSource preact */
import type {DrawnFigure} from '../draw/drawn-figure.ts';
import {themedSvg} from '../draw/themed-svg.ts';
import {claimAnchor, provenanceAnchor} from '../anchors.ts';
import {rawRun, type Ancestry} from '../lineage/ancestry.ts';
import type {JudgedClaim} from '../report-input.ts';
import {DataTable} from './data-table.tsx';
import {VerdictBadge} from './verdict-badge.tsx';

interface Props {
  readonly drawn: DrawnFigure;
  readonly judged: readonly JudgedClaim[];
  readonly ancestry: Ancestry;
  readonly profile: string;
}

/** A figure with its finding, how to read it, its data, its downloads and where it comes from. */
export function FigureCard({drawn, judged, ancestry, profile}: Props) {
  const {figure} = drawn;
  const titleId = `${figure.id}-title`;
  return (
    <figure
      class={drawn.narrow === undefined ? 'card' : 'card broad'}
      id={figure.id}
      data-experiment={figure.experiment}
    >
      <h4 id={titleId}>
        <a class="anchor" href={`#${figure.id}`}>
          <span class="figure-number">Figure {drawn.number}</span> {figure.title}
        </a>
      </h4>
      <Plot drawn={drawn} />
      <figcaption>
        <p>{figure.caption}</p>
        <p class="badges">
          {judged
            .filter(({claim}) => figure.claims.includes(claim.id))
            .map(({claim, result}) => (
              <a href={`#${claimAnchor(claim.id)}`}>
                {claim.id} <VerdictBadge verdict={result.verdict} small={result.small} />
              </a>
            ))}
          <span>profile {profile}</span>
        </p>
        <details>
          <summary>Data</summary>
          {figure.tables.map((table) => (
            <DataTable table={table} figure={figure.id} />
          ))}
        </details>
        <Provenance drawn={drawn} ancestry={ancestry} profile={profile} />
        <Downloads drawn={drawn} />
      </figcaption>
    </figure>
  );
}

function Provenance({drawn: {figure, number}, ancestry, profile}: Omit<Props, 'judged'>) {
  const check = rawRun(ancestry, number);
  return (
    <details>
      <summary>Provenance</summary>
      <dl class="facts">
        <dt>Stage</dt>
        <dd>
          <code>{ancestry.node}</code>, key <code class="key">{ancestry.key}</code>
        </dd>
        <dt>Made from</dt>
        <dd>
          {ancestry.stages.map(({stage, nodes}) => `${nodes} × ${stage}`).join(', ')};{' '}
          <a href={`#${provenanceAnchor(figure.experiment)}`}>parameters, seeds and versions</a>
        </dd>
        <dt>Again</dt>
        <dd>
          <code>{regenerate(ancestry.node, profile)}</code>
        </dd>
        {check !== undefined && (
          <>
            <dt>Check one raw run</dt>
            <dd>
              <code>{verification(check, profile)}</code>
            </dd>
          </>
        )}
      </dl>
    </details>
  );
}

/** The command that makes again what `node` made. */
export const regenerate = (node: string, profile: string): string =>
  `npx tsx pipeline.ts --target ${node} --profile ${profile}`;

/** The command that makes the result of one node once more, in a scratch store, and compares. */
export const verification = (node: string, profile: string): string =>
  `npx tsx pipeline.ts --verify ${node} --profile ${profile}`;

function Plot({drawn: {figure, svg, narrow}}: {drawn: DrawnFigure}) {
  const picture = (source: string, kind: string) => (
    <div
      class={`plot ${kind}`}
      role="img"
      aria-label={figure.alt}
      dangerouslySetInnerHTML={{__html: themedSvg(source)}}
    />
  );
  return (
    <div class={narrow === undefined ? 'plots' : 'plots has-narrow'}>
      {picture(svg, 'wide')}
      {narrow !== undefined && picture(narrow, 'narrow')}
    </div>
  );
}

const Downloads = ({drawn: {figure}}: {drawn: DrawnFigure}) => (
  <p class="downloads">
    Download{' '}
    {figure.tables.map((table) => (
      <a href={`data/${table.name}.csv`} download>
        {table.name}.csv
      </a>
    ))}
    <a href="data/dictionary.csv" download>
      dictionary.csv
    </a>
    <a href={`figures/${figure.id}.svg`} download>
      SVG
    </a>
    <a href={`figures/${figure.id}.vl.json`} download>
      Vega-Lite
    </a>
  </p>
);
