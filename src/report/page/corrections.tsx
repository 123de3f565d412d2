/** @jsxRuntime automatic @jsxImportSource preact */
import type {Claim} from '../../judging/claim.ts';
import {underCorrections, type Corrected} from '../../judging/corrections.ts';
import type {Outcome, Verdicts} from '../../judging/results.ts';
import {effectText} from '../finding.ts';
import {SimpleTable} from './simple-table.tsx';
import {VerdictBadge} from './verdict-badge.tsx';

/** What each verdict would be under other corrections: how much hangs on the one that was chosen. */
export function Corrections({
  claims,
  verdicts,
}: {
  readonly claims: readonly Claim[];
  readonly verdicts: Verdicts;
}) {
  const results = new Map(verdicts.claims.map((result) => [result.claim, result]));
  const intervals = (claim: string) =>
    (results.get(claim)?.evidence?.estimates ?? [])
      .map((estimate) => effectText(estimate) ?? '–')
      .join('; ');
  return (
    <details>
      <summary>What each claim would be under other corrections</summary>
      <p>
        Verdicts are those under Holm’s correction in the family of the claim. Intervals are of 95%
        and not adjusted. The same as a table: <a href="data/corrections.csv">corrections.csv</a>.
      </p>
      <SimpleTable
        label="Verdicts under other corrections"
        headings={[
          'Claim',
          'Effect, unadjusted 95% interval',
          'Uncorrected',
          'Holm, its family',
          'Holm, all claims',
          'Benjamini–Hochberg, all claims',
        ]}
        rows={underCorrections(claims, verdicts).map((row) => [
          <b>{row.claim}</b>,
          intervals(row.claim) || '–',
          ...columns.map((column) => <Cell verdict={row[column]} />),
        ])}
      />
    </details>
  );
}

const columns = [
  'uncorrected',
  'family',
  'all',
  'falseDiscovery',
] as const satisfies readonly (keyof Corrected)[];

const Cell = ({verdict}: {verdict: Outcome}) => (
  <VerdictBadge result={{verdict, small: false, evidence: null}} />
);
