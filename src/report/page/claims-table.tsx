import type {Criterion} from '../../paper/claims/claim.ts';
import type {Estimate} from '../../paper/results.ts';
import {claimAnchor, slideAnchor} from '../anchors.ts';
import type {Figure} from '../figure.ts';
import {effectText} from '../finding.ts';
import {formatNumber, formatP} from '../format/number.ts';
import type {JudgedClaim} from '../report-input.ts';
import {IntervalGlyph} from './interval-glyph.tsx';
import {RichText} from './rich-text.tsx';
import {VerdictBadge, verdictClass} from './verdict-badge.tsx';

interface Props {
  readonly judged: readonly JudgedClaim[];
  readonly figures: readonly Figure[];
  readonly profile: string;
}

/** Every claim, what the talk says, what was found. */
export const ClaimsTable = ({judged, figures, profile}: Props) => (
  <table class="claims" role="table">
    <caption>
      The claims of the talk, in its order, at profile <b>{profile}</b>. In the small pictures the
      line is the 95% interval and the shaded side is where the claim holds; p-values are adjusted
      for the number of claims (Holm).
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        {['Claim', 'Verdict', 'Effect, 95% interval', 'Test', 'In the paper', 'Figure'].map(
          (heading) => (
            <th role="columnheader" scope="col">
              {heading}
            </th>
          ),
        )}
      </tr>
    </thead>
    <tbody role="rowgroup">
      {judged.map((entry) => (
        <ClaimRow
          entry={entry}
          figures={figures.filter((figure) => figure.claims.includes(entry.claim.id))}
        />
      ))}
    </tbody>
  </table>
);

function ClaimRow({entry, figures}: {entry: JudgedClaim; figures: readonly Figure[]}) {
  const {claim, result} = entry;
  const evidence = result.evidence;
  return (
    <tr role="row" id={claimAnchor(claim.id)} class={verdictClass(result.verdict)}>
      <th role="rowheader" scope="row">
        <span class="claim-id">{claim.id}</span>
        <span class="claim-title">
          <RichText text={claim.title} />
        </span>
        <span class="claim-words">
          “
          <RichText text={claim.slide.words} />”{' '}
          <a href={`#${slideAnchor(claim.slide.heading)}`}>
            <RichText text={claim.slide.heading} />
          </a>
        </span>
      </th>
      <td role="cell" data-label="Verdict">
        <VerdictBadge verdict={result.verdict} />
        <span class="reason">{result.reason}</span>
      </td>
      <td role="cell" data-label="Effect, 95% interval">
        {claim.criteria.map((criterion) => (
          <Effect
            criterion={criterion}
            estimate={evidence?.estimates.find((each) => each.criterion === criterion.id)}
          />
        ))}
      </td>
      <td role="cell" data-label="Test">
        <details>
          <summary>
            {result.pAdjusted === null ? 'rule' : formatP(result.pAdjusted)}
            {evidence && `, ${evidence.seeds} ${evidence.seeds === 1 ? 'seed' : 'seeds'}`}
          </summary>
          <p>
            <RichText text={claim.rule} />
          </p>
          {methods(evidence?.estimates ?? []).map((method) => (
            <p>{method}.</p>
          ))}
          {evidence?.notes.map((note) => (
            <p>{note}</p>
          ))}
        </details>
      </td>
      <td role="cell" data-label="In the paper">
        {claim.paper ?? <span class="quiet">no number given</span>}
      </td>
      <td role="cell" data-label="Figure">
        {figures.map((figure) => (
          <a class="figure-link" href={`#${figure.id}`}>
            {figure.id}
          </a>
        ))}
      </td>
    </tr>
  );
}

function Effect({criterion, estimate}: {criterion: Criterion; estimate: Estimate | undefined}) {
  return (
    <div class="effect">
      <span class="quantity">
        <RichText text={criterion.quantity.replace(/ \[1\]$/, '')} />
      </span>
      <span class="number">{effectText(estimate) ?? '–'}</span>
      {estimate && <IntervalGlyph estimate={estimate} criterion={criterion} />}
      <span class="quiet">{expectation(criterion)}</span>
    </div>
  );
}

function expectation({expect, bound}: Criterion): string {
  return expect === 'within'
    ? `claim: within ±${formatNumber(bound)}`
    : `claim: ${expect} ${formatNumber(bound)}`;
}

const methods = (estimates: readonly Estimate[]): string[] => [
  ...new Set(estimates.map((estimate) => estimate.method.replace(/\.$/, ''))),
];
