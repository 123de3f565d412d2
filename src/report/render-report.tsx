/** @jsxRuntime automatic @jsxImportSource preact */
import {createHash} from 'node:crypto';
import {enhance} from './client/enhance.ts';
import {correctionsTable} from './corrections-table.ts';
import {filterClaims} from './client/filter-claims.ts';
import {dictionaryOf} from './dictionary.ts';
import {drawFigure, type DrawnFigure} from './draw/drawn-figure.ts';
import {standaloneSvg} from './draw/themed-svg.ts';
import type {FigureBuilder} from './figure.ts';
import {toCsv} from './format/csv.ts';
import {ancestryOf} from './lineage/ancestry.ts';
import {renderDocument} from './page/document.tsx';
import {summarySentence} from './page/masthead.tsx';
import {ReportPage} from './page/report-page.tsx';
import type {ExperimentSummary} from '../judging/results.ts';
import {judgedClaims, type ReportInput} from './report-input.ts';
import {roCrate} from './ro-crate.ts';
import {tablesArchive} from './pack-tables.ts';
import {atScale} from './scale.ts';
import type {Story} from './story.ts';
import {vegaFile} from './vega-file.ts';

/** What else a report is made of: modules that write and draw. */
interface Told {
  readonly story: Story;
  /** Who draws the figures of each experiment. */
  readonly figures: Readonly<Record<string, FigureBuilder | undefined>>;
}

/**
 * Renders a whole report: index.html and the files it links, by relative path. A pure function: the
 * same input gives the same bytes. (Of what it links, `run.html` is made after the run, and `data.zip` by `packTables`.)
 */
export async function renderReport(
  input: ReportInput,
  {story, figures}: Told,
): Promise<Map<string, string>> {
  const judged = judgedClaims(input.claims, input.verdicts);
  const drawn = await drawAll(input, figures);
  const ancestries = input.experiments.flatMap(({node, summary}) =>
    summary === undefined ? [] : [[summary.experiment, ancestryOf(input.lineage, node)] as const],
  );
  const verdicts = json(input.verdicts);
  const index = renderDocument({
    title: `${story.title}: ${input.profile}`,
    description: summarySentence(judged, input.profile, story.families),
    body: (
      <ReportPage
        story={story}
        input={input}
        judged={judged}
        drawn={drawn}
        ancestries={ancestries}
        verdictsHash={sha256(verdicts)}
      />
    ),
    script: `(${String(filterClaims)})();(${String(enhance)})()`,
  });
  const files = new Map([
    ['index.html', index],
    ['verdicts.json', verdicts],
    ...drawn.flatMap(figureFiles),
    ...tableFiles(input),
  ]);
  return files.set(
    'ro-crate-metadata.json',
    json(roCrate(story, input.profile, [...files.keys(), tablesArchive])),
  );
}

/** One figure after the other: Vega's text metrics are global. */
async function drawAll(
  {experiments, verdicts, scales}: ReportInput,
  figures: Told['figures'],
): Promise<DrawnFigure[]> {
  const drawn: DrawnFigure[] = [];
  for (const {summary} of experiments) {
    // Of an experiment that has not begun there is nothing to draw.
    if (summary === undefined || !hasBegun(summary)) continue;
    for (const figure of figures[summary.experiment]?.(summary, verdicts) ?? []) {
      const told = atScale(figure, scales[figure.experiment], summary);
      drawn.push(await drawFigure(told, drawn.length + 1));
    }
  }
  return drawn;
}

const hasBegun = ({evidence}: ExperimentSummary): boolean =>
  evidence.length === 0 || evidence.some(({cells}) => cells.finished > 0);

const figureFiles = ({figure, svg}: DrawnFigure): [string, string][] => [
  [`figures/${figure.id}.svg`, standaloneSvg(svg, figure.title, figure.alt)],
  [`figures/${figure.id}.vl.json`, json(vegaFile(figure))],
];

/** The tables, and what all their columns mean. */
function tableFiles({claims, verdicts, experiments}: ReportInput): [string, string][] {
  const tables = [
    ...experiments.flatMap(({summary}) => summary?.tables ?? []),
    correctionsTable(claims, verdicts),
  ];
  return [...tables, dictionaryOf(tables)].map((table) => [`data/${table.name}.csv`, toCsv(table)]);
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;
