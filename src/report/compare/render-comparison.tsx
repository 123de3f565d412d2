/** @jsxRuntime automatic @jsxImportSource preact */
import type {ComponentChild} from 'preact';
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
  const [changed, kept] = [rows.filter(isChanged), rows.filter((row) => !isChanged(row))];
  const title = `${before.name} compared with ${after.name}`;
  const lead = summary(rows);
  const table = (label: string, some: readonly ComparedCriterion[]) => (
    <SimpleTable
      label={label}
      headings={['Claim', before.name, after.name, 'Difference', 'z']}
      rows={byDistance(some).map((row) => cells(row, before.verdicts, after.verdicts, claims))}
    />
  );
  const page = renderDocument({
    title: `Comparison: ${title}`,
    description: lead,
    body: (
      <PlainPage kicker="Comparison of verdicts" title={title} lead={lead}>
        <p>
          From <b>{before.name}</b> (profile {before.verdicts.profile}) to <b>{after.name}</b>{' '}
          (profile {after.verdicts.profile}). Differences are the second minus the first; z is the
          difference over its standard error, taken from both 95% intervals, and beyond ±2 seldom
          chance alone. The same as a table: <a href="comparison.csv">comparison.csv</a>.
        </p>
        {changed.length > 0 && (
          <section aria-labelledby="changed">
            <h2 id="changed">Claims whose verdict changed</h2>
            {table('Claims whose verdict changed', changed)}
          </section>
        )}
        {kept.length > 0 && (
          <section aria-labelledby="moved">
            <h2 id="moved">The same verdict: estimates, the furthest moved first</h2>
            {table('Estimates of claims with the same verdict', kept)}
          </section>
        )}
      </PlainPage>
    ),
  });
  return new Map([
    ['index.html', page],
    ['comparison.csv', toCsv(comparisonTable(rows))],
  ]);
}

const isChanged = ({before, after}: ComparedCriterion): boolean => before !== after;

/** What cannot be compared comes last. */
const byDistance = (rows: readonly ComparedCriterion[]): ComparedCriterion[] =>
  rows.toSorted((a, b) => distance(b) - distance(a));

function distance({standardised, difference}: ComparedCriterion): number {
  if (standardised !== null) return Math.abs(standardised);
  return difference === null ? -2 : -1;
}

function cells(
  row: ComparedCriterion,
  before: Verdicts,
  after: Verdicts,
  claims: readonly Claim[],
): ComponentChild[] {
  const side = (verdicts: Verdicts, place: 0 | 1) => {
    const result = verdicts.claims.find(({claim}) => claim === row.claim);
    if (result === undefined) return 'not there';
    return (
      <span class={verdictClass(result)}>
        <VerdictBadge result={result} />
        <br />
        {effectText(row.estimates[place]) ?? '–'}
      </span>
    );
  };
  return [
    <>
      <b>{row.claim}</b>{' '}
      <RichText text={claims.find(({id}) => id === row.claim)?.title ?? 'is no claim any more'} />
      {row.criterion !== '' && <span class="quiet"> ({row.criterion})</span>}
      {isChanged(row) && <b class="changed"> verdict changed</b>}
    </>,
    side(before, 0),
    side(after, 1),
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
