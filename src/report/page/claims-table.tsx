/** @jsxRuntime automatic @jsxImportSource preact */
import type {Criterion} from '../../judging/claim.ts';
import {isFragile} from '../../judging/fragile.ts';
import type {ClaimVerdict, Estimate} from '../../judging/results.ts';
import {claimAnchor, slideAnchor} from '../anchors.ts';
import type {NumberedFigure} from '../draw/drawn-figure.ts';
import {effectText} from '../finding.ts';
import {formatNumber, formatP} from '../format/number.ts';
import type {JudgedClaim} from '../report-input.ts';
import type {Source} from '../story.ts';
import {verification} from './figure-card.tsx';
import {IntervalGlyph} from './interval-glyph.tsx';
import {RichText} from './rich-text.tsx';
import {VerdictBadge, verdictClass} from './verdict-badge.tsx';

interface Props {
  readonly source: Source;
  readonly judged: readonly JudgedClaim[];
  readonly figures: readonly NumberedFigure[];
  readonly profile: string;
  /** By claim: a node whose result may be made once more and compared. */
  readonly checks: ReadonlyMap<string, string>;
}

/** Every claim, what its source says, what was found. */
export const ClaimsTable = ({source, judged, figures, profile, checks}: Props) => (
  <table class="claims" role="table">
    <caption>
      The claims of the {source.whole}, in its order, at profile <b>{profile}</b>. In the small
      pictures the line is the 95% interval and the shaded side is where the claim holds; p-values
      are adjusted for the looks and for the number of claims of the family (Holm); fragile: an
      adjusted p lies within a factor of two of 5%, so near that another CPU may decide otherwise,
      or without one seed the verdict is another; a dash under Paper: it gives no number.
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        {['Claim', 'Verdict', 'Effect, 95% interval', 'Test', 'Paper', 'Figure'].map((heading) => (
          <th role="columnheader" scope="col">
            {heading}
          </th>
        ))}
      </tr>
    </thead>
    <tbody role="rowgroup">
      {judged.map((entry) => (
        <ClaimRow
          entry={entry}
          check={checkOf(entry, checks, profile)}
          figures={figures.filter(({figure}) => figure.claims.includes(entry.claim.id))}
        />
      ))}
    </tbody>
  </table>
);

/** The command that makes one raw run of a claim once more. */
function checkOf(
  {claim}: JudgedClaim,
  checks: Props['checks'],
  profile: string,
): string | undefined {
  const node = checks.get(claim.id);
  return node === undefined ? undefined : verification(node, profile);
}

interface RowProps {
  readonly entry: JudgedClaim;
  readonly check: string | undefined;
  readonly figures: readonly NumberedFigure[];
}

function ClaimRow({entry, check, figures}: RowProps) {
  const {claim, result} = entry;
  return (
    <tr role="row" id={claimAnchor(claim.id)} class={verdictClass(result.verdict)}>
      <th role="rowheader" scope="row">
        <span class="claim-id">{claim.id}</span>
        <span class="claim-title">
          <RichText text={claim.title} />
        </span>
        <span class="claim-words">
          “<RichText text={claim.slide.words} />”{' '}
          <a href={`#${slideAnchor(claim.slide.heading)}`}>
            <RichText text={claim.slide.heading} />
          </a>
        </span>
      </th>
      <td role="cell" data-label="Verdict">
        <VerdictBadge verdict={result.verdict} small={result.small} />
        {result.fragile && <Fragile result={result} />}
      </td>
      <td role="cell" data-label="Effect">
        {claim.criteria.map((criterion) => (
          <Effect
            criterion={criterion}
            estimate={result.evidence?.estimates.find((each) => each.criterion === criterion.id)}
          />
        ))}
        <Rule entry={entry} check={check} />
      </td>
      <td role="cell" data-label="Test">
        <Test result={result} />
      </td>
      <td role="cell" data-label="Paper">
        {claim.paper === undefined ? <span class="quiet">–</span> : <RichText text={claim.paper} />}
      </td>
      <td role="cell" data-label="Figure">
        {figures.map(({figure, number}) => (
          <a class="figure-link" href={`#${figure.id}`}>
            Fig. {number}
          </a>
        ))}
      </td>
    </tr>
  );
}

/** Which of the two makes it fragile: a p near the level, or seeds on which the verdict hangs. */
function Fragile({result: {adjusted, hangsOn = []}}: {result: ClaimVerdict}) {
  const isNear = [adjusted?.supports, adjusted?.contradicts].some(
    (p) => p !== undefined && isFragile(p),
  );
  const seeds = `${hangsOn.length === 1 ? 'seed' : 'seeds'} ${hangsOn.join(', ')}`;
  return (
    <>
      {isNear && (
        <span class="fragile" title="A corrected p lies within a factor of two of 5%.">
          fragile: p near 5%
        </span>
      )}
      {hangsOn.length > 0 && (
        <span
          class="fragile"
          title={`Without ${hangsOn.length === 1 ? 'it' : 'any one of them'} the verdict is another.`}
        >
          fragile: hangs on {seeds}
        </span>
      )}
    </>
  );
}

function Effect({criterion, estimate}: {criterion: Criterion; estimate: Estimate | undefined}) {
  const number = effectText(estimate);
  return (
    <div class="effect">
      {estimate !== undefined && number !== undefined && (
        <span class="measured">
          <span class="number">{number}</span>
          <IntervalGlyph estimate={estimate} criterion={criterion} />
        </span>
      )}
      <span class="quantity">
        <RichText text={criterion.quantity.replace(/ \[1\]$/, '')} />; the claim:{' '}
        {expectation(criterion)}
      </span>
    </div>
  );
}

function Test({result: {evidence, pAdjusted}}: {result: ClaimVerdict}) {
  if (evidence === null) return <span class="quiet">–</span>;
  return (
    <>
      {pAdjusted !== null && <span class="p-value">{formatP(pAdjusted)}</span>}
      <span class="seeds-of">
        {evidence.seeds} {evidence.seeds === 1 ? 'seed' : 'seeds'}
      </span>
    </>
  );
}

/** The rule, how it was tested, and what a reader must know. */
function Rule({entry: {claim, result}, check}: Pick<RowProps, 'entry' | 'check'>) {
  const {evidence, reason} = result;
  return (
    <details>
      <summary>Rule and test</summary>
      <p>{reason}</p>
      <p>
        <RichText text={claim.rule} />
      </p>
      {methods(evidence?.estimates ?? []).map((method) => (
        <p>{method}.</p>
      ))}
      {evidence?.notes.map((note) => (
        <p>{note}</p>
      ))}
      {check !== undefined && (
        <p>
          Check one raw run: <code>{check}</code>
        </p>
      )}
    </details>
  );
}

function expectation({expect, bound, smallest}: Criterion): string {
  if (expect === 'within') return `within ±${formatNumber(bound)}`;
  const matters = smallest === undefined ? '' : `, and ${formatNumber(smallest)} matters`;
  return `${expect} ${formatNumber(bound)}${matters}`;
}

const methods = (estimates: readonly Estimate[]): string[] => [
  ...new Set(estimates.map((estimate) => estimate.method.replace(/\.$/, ''))),
];
