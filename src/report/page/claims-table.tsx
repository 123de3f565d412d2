/** @jsxRuntime automatic @jsxImportSource preact */
import type {Criterion} from '../../judging/claim.ts';
import type {Estimate} from '../../judging/results.ts';
import {standingOf} from '../../judging/standing.ts';
import {claimAnchor, slideAnchor} from '../anchors.ts';
import {decidingCriterion} from '../deciding-criterion.ts';
import type {NumberedFigure} from '../draw/drawn-figure.ts';
import {effectText} from '../finding.ts';
import type {Effects} from '../findings.ts';
import {formatP} from '../format/number.ts';
import {plainText} from '../format/plain-text.ts';
import {claimsBySlide, nameOf, type SlideClaims} from '../outline.ts';
import type {JudgedClaim} from '../report-input.ts';
import type {Story} from '../story.ts';
import {ClaimDetails} from './claim-details.tsx';
import {IntervalGlyph} from './interval-glyph.tsx';
import {verification} from './provenance.tsx';
import {RichText} from './rich-text.tsx';
import {VerdictBadge, verdictClass} from './verdict-badge.tsx';

interface Props {
  readonly story: Story;
  readonly judged: readonly JudgedClaim[];
  readonly figures: readonly NumberedFigure[];
  readonly effects: Effects;
  readonly profile: string;
  /** By claim: a node whose result may be made once more and compared. */
  readonly checks: ReadonlyMap<string, string>;
}

/** One row a claim, by slide; what it was decided by is folded under its name. */
export const ClaimsTable = (props: Props) => (
  <table class="claims" role="table">
    <caption>
      The claims of the {props.story.source.whole}, in its order; under each name its words, rule
      and test. Numbers are those of the criterion that decides, at profile <b>{props.profile}</b>:
      the line is the 95% interval, the shaded side is where the claim holds, and p is adjusted for
      the looks and for the number of claims of the family (Holm). It leans where it would be
      decided without that correction. Fragile: so near the level that another CPU or seed may
      decide otherwise.
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        {['Claim', 'Verdict', `Here (${props.profile})`, 'Interval', 'In units', 'p', 'Paper'].map(
          (heading) => (
            <th role="columnheader" scope="col">
              {heading}
            </th>
          ),
        )}
      </tr>
    </thead>
    {claimsBySlide(props.story, props.judged).map((slide) => (
      <SlideRows slide={slide} {...props} />
    ))}
  </table>
);

const SlideRows = ({slide, ...props}: Props & {slide: SlideClaims}) => (
  <tbody role="rowgroup" data-slide={plainText(slide.heading)}>
    <tr role="row" class="slide-row">
      <th role="rowheader" scope="rowgroup" colSpan={7}>
        <a href={`#${slideAnchor(slide.heading)}`}>
          <RichText text={slide.heading} />
        </a>
      </th>
    </tr>
    {slide.judged.map((entry) => (
      <ClaimRow entry={entry} {...props} />
    ))}
  </tbody>
);

function ClaimRow(props: Props & {entry: JudgedClaim}) {
  const {entry, story, figures, effects, checks, profile} = props;
  const {claim, result} = entry;
  const {criterion, estimate} = decidingCriterion(entry);
  const check = checks.get(claim.id);
  return (
    <tr
      role="row"
      id={claimAnchor(claim.id)}
      class={verdictClass(result)}
      data-standing={standingOf(result)}
    >
      <th role="rowheader" scope="row">
        <details>
          <summary>
            <span class="claim-id">{claim.id}</span> <RichText text={nameOf(story, entry)} />
          </summary>
          <ClaimDetails
            entry={entry}
            figures={figures.filter(({figure}) => figure.claims.includes(claim.id))}
            check={check === undefined ? undefined : verification(check, profile)}
          />
        </details>
      </th>
      <td role="cell" data-label="Verdict">
        <VerdictBadge result={result} />
        {result.fragile && <span class="fragile">, fragile</span>}
      </td>
      <Measured criterion={criterion} estimate={estimate} />
      <td role="cell" data-label="In units">
        {effects.get(claim.id)}
      </td>
      <td role="cell" class="number" data-label="p">
        {result.pAdjusted === null ? '' : formatP(result.pAdjusted).replace(/^p (?:= )?/, '')}
      </td>
      <td role="cell" class="paper" data-label="Paper">
        {claim.paper !== undefined && (
          <span title={plainText(claim.paper)}>
            <RichText text={claim.paper} />
          </span>
        )}
      </td>
    </tr>
  );
}

function Measured({
  criterion,
  estimate,
}: {
  criterion: Criterion | undefined;
  estimate: Estimate | undefined;
}) {
  return (
    <>
      <td role="cell" class="number" data-label="Here">
        {effectText(estimate) ?? (estimate && <span class="quiet">no estimate</span>)}
      </td>
      <td role="cell" class="interval-cell">
        {criterion && estimate && <IntervalGlyph estimate={estimate} criterion={criterion} />}
      </td>
    </>
  );
}
