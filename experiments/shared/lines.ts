import type {Interpolation} from '../../src/curvature/record.ts';
import type {Claim} from '../../src/judging/claim.ts';
import {meanEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import type {Evidence} from '../../src/judging/results.ts';
import type {Probe} from '../../src/study/observations.ts';
import {endpointName} from './endpoint.ts';
import type {CurvePoint, Ends} from './line-columns.ts';

type Line = Probe<Interpolation>;
/** Which pair of settings a line joins, as its experiment calls it. */
type PanelOf = (line: Line) => string;

/** Every finished line with the widths of its ends. */
export const endRows = (lines: readonly Line[], panelOf: PanelOf): Ends[] =>
  lines.flatMap((line) =>
    line.found === undefined ? [] : [endRow(line, line.found, panelOf(line))],
  );

function endRow(line: Line, found: Interpolation, panel: string): Ends {
  const {left, right} = found;
  return {
    panel,
    node: line.node,
    seed: line.replicate,
    left: endpointName(line.at[0].run),
    right: endpointName(line.at[1].run),
    leftWidth: left.width,
    rightWidth: right.width,
    leftOpen: left.open,
    rightOpen: right.open,
    missedTarget: missedTarget(line),
    distance: found.distance,
    barrier: barrierOf(found),
    leftCurvature: left.curvature,
    rightCurvature: right.curvature,
    logWidthRatio: logWidthRatio(line, found),
    logCurvatureRatio: logRatio(right.curvature, left.curvature),
  };
}

/** By how much the train loss rises between the ends; null where it is not finite somewhere. */
function barrierOf({alpha, train, left, right}: Interpolation): number | null {
  const between = train.loss.filter((_, index) => alpha[index] >= 0 && alpha[index] <= 1);
  const finite = between.filter((loss) => loss !== null);
  if (finite.length < between.length || left.loss === null || right.loss === null) return null;
  return Math.max(...finite) - (left.loss + right.loss) / 2;
}

const missedTarget = ({at}: Line): boolean => at.some((place) => place.missedTarget);

/** ln(right width / left width); null where a width is unknown or open, or an end missed the target. */
const logWidthRatio = (line: Line, {left, right}: Interpolation): number | null =>
  missedTarget(line) || left.open || right.open ? null : logRatio(right.width, left.width);

/** ln(a/b); null where either is unknown or not positive. */
export const logRatio = (a: number | null, b: number | null): number | null =>
  a === null || b === null || a <= 0 || b <= 0 ? null : Math.log(a / b);

/** Evidence on ln(right width / left width), one a seed, from the lines of one pair of settings. */
export const widthEvidence = (
  claims: readonly Claim[],
  claim: string,
  lines: readonly Line[],
): Evidence =>
  ratioEvidence(claims, claim, lines, {
    criterion: 'width-ratio',
    ratio: logWidthRatio,
    unused: 'have an end that is wider than the grid of α or missed the common train loss',
  });

/** The same on ln(right curvature / left curvature). */
export const curvatureEvidence = (
  claims: readonly Claim[],
  claim: string,
  lines: readonly Line[],
): Evidence =>
  ratioEvidence(claims, claim, lines, {
    criterion: 'curvature-ratio',
    ratio: (line, {left, right}) =>
      missedTarget(line) ? null : logRatio(right.curvature, left.curvature),
    unused: 'have an end that is not curved upwards or missed the common train loss',
  });

/** What is compared of the ends of a line, and why it may not be. */
interface Compared {
  readonly criterion: string;
  readonly ratio: (line: Line, found: Interpolation) => number | null;
  readonly unused: string;
}

function ratioEvidence(
  claims: readonly Claim[],
  claim: string,
  lines: readonly Line[],
  {criterion: id, ratio, unused}: Compared,
): Evidence {
  const finished = lines.flatMap((line) =>
    line.found === undefined ? [] : [ratio(line, line.found)],
  );
  const ratios = finished.filter((value) => value !== null);
  const lost = finished.length - ratios.length;
  return evidence(claims, claim, {
    planned: lines,
    estimates: {[id]: (criterion) => meanEstimate(criterion, ratios, 0)},
    notes: lost === 0 ? [] : [`${lost} of ${finished.length} lines ${unused}, and are not used.`],
  });
}

/** Every point of every finished line. */
export const curveRows = (lines: readonly Line[], panelOf: PanelOf): CurvePoint[] =>
  lines.flatMap((line) => {
    const {node, found, replicate: seed} = line;
    if (found === undefined) return [];
    const panel = panelOf(line);
    return found.alpha.map((alpha, index) => ({
      panel,
      node,
      seed,
      alpha,
      trainLoss: found.train.loss[index],
      trainLossInterpolated: found.interpolatedStatistics.train.loss[index],
      validationLoss: found.validation.loss[index],
      trainAccuracy: found.train.accuracy[index],
      validationAccuracy: found.validation.accuracy[index],
    }));
  });
