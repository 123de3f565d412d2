/** @jsxRuntime automatic @jsxImportSource preact */
import type {Criterion} from '../../judging/claim.ts';
import type {Estimate} from '../../judging/results.ts';
import type {NumberedFigure} from '../draw/drawn-figure.ts';
import {effectText} from '../finding.ts';
import {formatNumber, formatP} from '../format/number.ts';
import type {JudgedClaim} from '../report-input.ts';
import {Fragile} from './fragile.tsx';
import {RichText} from './rich-text.tsx';

interface Props {
  readonly entry: JudgedClaim;
  readonly figures: readonly NumberedFigure[];
  /** The command that makes one of its raw runs once more; undefined where none is finished. */
  readonly check: string | undefined;
}

/** All that the row of a claim leaves out: its words, every criterion, the rule, how it was tested, what to know. */
export const ClaimDetails = ({entry: {claim, result}, figures, check}: Props) => (
  <div class="claim-details">
    <p class="claim-title">
      <RichText text={claim.title} />
    </p>
    <p>
      “<RichText text={claim.slide.words} />” {result.reason}
    </p>
    {result.fragile && <Fragile result={result} />}
    <ul>
      {claim.criteria.map((criterion) => (
        <Effect
          criterion={criterion}
          estimate={result.evidence?.estimates.find((each) => each.criterion === criterion.id)}
        />
      ))}
    </ul>
    <p>
      <RichText text={claim.rule} />{' '}
      {methods(result.evidence?.estimates ?? []).map((method) => `${method}. `)}
      {result.evidence?.notes.join(' ')}
    </p>
    {claim.paper !== undefined && (
      <p>
        Paper: <RichText text={claim.paper} />.
      </p>
    )}
    <p>
      {result.evidence !== null &&
        `${result.evidence.seeds} ${result.evidence.seeds === 1 ? 'seed' : 'seeds'}. `}
      {figures.map(({figure, number}) => (
        <>
          <a href={`#${figure.id}`}>Figure {number}</a>{' '}
        </>
      ))}
    </p>
    {check !== undefined && (
      <p>
        Check one raw run: <code>{check}</code>
      </p>
    )}
  </div>
);

function Effect({criterion, estimate}: {criterion: Criterion; estimate: Estimate | undefined}) {
  const {pSupports, pContradicts} = estimate ?? {};
  const tests = [
    ...(typeof pSupports === 'number' ? [`that it holds ${formatP(pSupports)}`] : []),
    ...(typeof pContradicts === 'number' ? [`that it fails ${formatP(pContradicts)}`] : []),
  ];
  return (
    <li>
      <RichText text={criterion.quantity.replace(/ \[1\]$/, '')} />:{' '}
      <b class="number">{effectText(estimate) ?? 'no estimate'}</b>; the claim:{' '}
      {expectation(criterion)}
      {tests.length > 0 && ` (before correction: ${tests.join(', ')})`}
    </li>
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
