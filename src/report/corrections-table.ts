import type {Claim} from '../judging/claim.ts';
import {underCorrections} from '../judging/corrections.ts';
import type {Verdicts} from '../judging/results.ts';
import {declareTable, number, optional, text} from '../tables/declare.ts';
import type {Table} from '../tables/table.ts';

const corrections = declareTable(
  'corrections',
  'One criterion of a claim, and what the claim would be under other corrections for many claims.',
  {
    claim: text('claim'),
    criterion: text('criterion of the claim'),
    value: optional(number('', 'estimate, in the unit of the criterion')),
    low: optional(number('', 'lower end of its 95% interval, unadjusted')),
    high: optional(number('', 'upper end of its 95% interval, unadjusted')),
    uncorrected: text('verdict without any correction'),
    family: text('verdict under Holm in its family: that of the report'),
    all: text('verdict under Holm over all claims'),
    falseDiscovery: text('verdict under Benjamini–Hochberg over all claims'),
  },
);

/** The verdicts under other corrections as a tidy table, a row a criterion. */
export function correctionsTable(claims: readonly Claim[], verdicts: Verdicts): Table {
  const results = new Map(verdicts.claims.map((result) => [result.claim, result]));
  const under = underCorrections(claims, verdicts);
  return corrections.fill(
    claims.flatMap(({criteria}, index) =>
      criteria.map(({id}) => {
        const {claim, ...verdict} = under[index];
        const estimate = results
          .get(claim)
          ?.evidence?.estimates.find(({criterion}) => criterion === id);
        return {
          claim,
          criterion: id,
          value: estimate?.value ?? null,
          low: estimate?.interval?.[0] ?? null,
          high: estimate?.interval?.[1] ?? null,
          ...verdict,
        };
      }),
    ),
  );
}
