/** @jsxRuntime automatic @jsxImportSource preact */
import type {DrawnFigure} from '../draw/drawn-figure.ts';
import {pageSvg} from '../draw/page-svg.ts';
import {shortAlt} from '../format/short-text.ts';
import {claimAnchor, tableAnchor} from '../anchors.ts';
import type {Ancestry} from '../lineage/ancestry.ts';
import type {JudgedClaim} from '../report-input.ts';
import {Provenance} from './provenance.tsx';
import {VerdictBadge} from './verdict-badge.tsx';

interface Props {
  readonly drawn: DrawnFigure;
  readonly judged: readonly JudgedClaim[];
  readonly ancestry: Ancestry;
  readonly profile: string;
  /** Of its title. */
  readonly level: 3 | 4;
}

/** A figure with its finding, how to read it, its data, its downloads and where it comes from. */
export function FigureCard({drawn, judged, ancestry, profile, level}: Props) {
  const {figure} = drawn;
  const Title = level === 3 ? 'h3' : 'h4';
  return (
    <figure
      class={drawn.pictures.length > 1 ? 'card broad' : 'card'}
      id={figure.id}
      data-experiment={figure.experiment}
    >
      <Title class="figure-title">
        <a class="anchor" href={`#${figure.id}`}>
          <span class="figure-number">Figure {drawn.number}</span> {figure.title}
        </a>
      </Title>
      <Plots drawn={drawn} />
      <figcaption>
        <p>{figure.caption}</p>
        <p class="badges">
          {judged
            .filter(({claim}) => figure.claims.includes(claim.id))
            .map(({claim, result}) => (
              <a href={`#${claimAnchor(claim.id)}`}>
                {claim.id} <VerdictBadge result={result} />
              </a>
            ))}
          <span>profile {profile}</span>
        </p>
        <details>
          <summary>Data and provenance</summary>
          <Downloads drawn={drawn} />
          <Provenance drawn={drawn} ancestry={ancestry} profile={profile} />
        </details>
      </figcaption>
    </figure>
  );
}

/** The pictures as one image; as many side by side as there is room for. */
const Plots = ({drawn: {figure, pictures}}: {drawn: DrawnFigure}) => (
  <div class="plots" role="img" aria-label={shortAlt(figure.alt)}>
    {pictures.map((picture, place) => (
      <div
        class="plot"
        dangerouslySetInnerHTML={{__html: pageSvg(picture, `${figure.id}-${place}`)}}
      />
    ))}
  </div>
);

const Downloads = ({drawn: {figure}}: {drawn: DrawnFigure}) => (
  <p class="downloads">
    {figure.tables.map((table) => (
      <span>
        <a href={`#${tableAnchor(table.name)}`}>{table.name}</a>{' '}
        <a href={`data/${table.name}.csv`} download>
          CSV
        </a>
      </span>
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
