/** @jsxRuntime automatic @jsxImportSource preact */
import type {Claim} from '../../judging/claim.ts';
import type {Verdicts} from '../../judging/results.ts';
import {effectText} from '../finding.ts';
import {toCsv} from '../format/csv.ts';
import {formatNumber} from '../format/number.ts';
import {renderDocument} from '../page/document.tsx';
import {PlainPage} from '../page/plain-page.tsx';
import {RichText} from '../page/rich-text.tsx';
import {SimpleTable} from '../page/simple-table.tsx';
import {VerdictBadge, verdictClass} from '../page/verdict-badge.tsx';
import {compareVerdicts, comparisonTable, type ComparedCriterion} from './compare-verdicts.ts';

/** One side of a comparison: verdicts and how they are called. */
export interface Side {
  /** Unique to its side: a profile, or the file that the verdicts were read from. */
  readonly name: string;
  readonly verdicts: Verdicts;
}

/**
 * What changed from one set of verdicts to another, with effect sizes: a page and a table, by
 * relative path.
 */
export function renderComparison(
  before: Side,
  after: Side,
  claims: readonly Claim[],
): Map<string, string> {
  const rows = compareVerdicts(before.verdicts, after.verdicts);
  const titles = new Map(claims.map(({id, title}) => [id, title]));
  const title = `${before.name} → ${after.name}`;
  const page = renderDocument({
    title: `Comparison: ${title}`,
    description: summary(rows),
    body: (
      <PlainPage kicker="Comparison of verdicts" title={title} lead={summary(rows)}>
        <p>
          Differences are the second minus the first; z is the difference over its standard error,
          taken from both 95% intervals, and beyond ±2 seldom chance alone. The same as a table:{' '}
          <a href="comparison.csv">comparison.csv</a>.
        </p>
        <SimpleTable
          label="Claims compared"
          headings={['Claim', before.name, after.name, 'Difference', 'z']}
          rows={rows.map((row) => cells(row, titles.get(row.claim) ?? ''))}
        />
      </PlainPage>
    ),
  });
  return new Map([
    ['index.html', page],
    ['comparison.csv', toCsv(comparisonTable(rows))],
  ]);
}

function cells(row: ComparedCriterion, title: string) {
  const side = (verdict: ComparedCriterion['before'], place: 0 | 1) => (
    <span class={verdictClass(verdict)}>
      <VerdictBadge verdict={verdict} />
      <br />
      {effectText(row.estimates[place]) ?? '–'}
    </span>
  );
  return [
    <>
      <b>{row.claim}</b> <RichText text={title} />
      {row.criterion !== '' && <span class="quiet"> ({row.criterion})</span>}
      {row.before !== row.after && <b class="changed"> verdict changed</b>}
    </>,
    side(row.before, 0),
    side(row.after, 1),
    formatNumber(row.difference),
    row.standardised === null ? '–' : formatNumber(row.standardised, 2),
  ];
}

function summary(rows: readonly ComparedCriterion[]): string {
  const claims = new Set(rows.map(({claim}) => claim));
  const changed = new Set(rows.filter((row) => row.before !== row.after).map(({claim}) => claim));
  const far = rows.filter(({standardised}) => Math.abs(standardised ?? 0) > 2).length;
  return changed.size === 0
    ? `All ${claims.size} verdicts agree; ${far} of ${rows.length} estimates differ by more than two standard errors.`
    : `${changed.size} of ${claims.size} verdicts changed (${[...changed].join(', ')}); ${far} of ${rows.length} estimates differ by more than two standard errors.`;
}
