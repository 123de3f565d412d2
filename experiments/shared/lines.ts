import type {Interpolation} from '../../src/curvature/record.ts';
import type {Table} from '../../src/tables/table.ts';
import {tidyTable} from '../../src/tables/tidy-table.ts';
import {readCell, settingsText} from './cell.ts';
import type {ObservedLine} from '../legacy.ts';

/** One line between two endpoints, with what is known of its ends. */
export interface LineRow {
  /** `E4a`, or the β of E5. */
  readonly panel: string;
  readonly seed: number;
  readonly left: string;
  readonly right: string;
  readonly leftWidth: number | null;
  readonly rightWidth: number | null;
  readonly leftOpen: boolean;
  readonly rightOpen: boolean;
  /** An end missed the common train loss. */
  readonly missedTarget: boolean;
  readonly leftCurvature: number | null;
  readonly rightCurvature: number | null;
  /** ln(right width / left width); null where a width is unknown or open, or an end missed the target. */
  readonly logWidthRatio: number | null;
  readonly logCurvatureRatio: number | null;
}

/** Widths of the ends of all finished lines. */
export const lineRows = (lines: readonly ObservedLine[]): LineRow[] =>
  lines.flatMap((line) => (line.found === undefined ? [] : [lineRow(line, line.found)]));

function lineRow({cell, missedTarget, ...ends}: ObservedLine, found: Interpolation): LineRow {
  const {experiment, settings, seed} = readCell(cell);
  const {left, right} = found;
  const beta = settings['beta'];
  const comparable = !missedTarget && !left.open && !right.open;
  return {
    panel: beta === undefined ? experiment : `${experiment} β=${beta}`,
    seed,
    left: settingsText(ends.left),
    right: settingsText(ends.right),
    leftWidth: left.width,
    rightWidth: right.width,
    leftOpen: left.open,
    rightOpen: right.open,
    missedTarget,
    leftCurvature: left.curvature,
    rightCurvature: right.curvature,
    logWidthRatio: comparable ? logRatio(right.width, left.width) : null,
    logCurvatureRatio: logRatio(right.curvature, left.curvature),
  };
}

/** ln(a/b); null where either is unknown or not positive. */
export const logRatio = (a: number | null, b: number | null): number | null =>
  a === null || b === null || a <= 0 || b <= 0 ? null : Math.log(a / b);

/** Log width ratios of a panel, one a seed, and how many lines could not be used. */
export function widthRatios(rows: readonly LineRow[]): {
  readonly ratios: number[];
  readonly notes: string[];
} {
  const ratios = rows.flatMap(({logWidthRatio}) => (logWidthRatio === null ? [] : [logWidthRatio]));
  const unused = rows.length - ratios.length;
  return {
    ratios,
    notes:
      unused === 0
        ? []
        : [
            `${unused} of ${rows.length} lines have an end that is wider than the grid of α or missed the common train loss, and are not used.`,
          ],
  };
}

export const lineTable = (name: string, rows: readonly LineRow[]): Table =>
  tidyTable(
    name,
    {
      panel: ['', 'which pair of settings'],
      seed: ['', 'replicate'],
      left: ['', 'settings at α = 0'],
      right: ['', 'settings at α = 1'],
      leftWidth: ['', 'range of α around α = 0 with train loss within δ of that end'],
      rightWidth: ['', 'the same around α = 1'],
      leftOpen: ['', 'whether that range reaches the border of the grid'],
      rightOpen: ['', 'the same at α = 1'],
      missedTarget: ['', 'whether an end missed the common train loss'],
      leftCurvature: ['nat', 'second derivative of the train loss in α at α = 0'],
      rightCurvature: ['nat', 'the same at α = 1'],
      logWidthRatio: ['', 'ln(right width / left width)'],
      logCurvatureRatio: ['', 'ln(right curvature / left curvature)'],
    },
    rows.map((row) => ({...row})),
  );

/** Every point of every line. */
export const curveTable = (name: string, lines: readonly ObservedLine[]): Table =>
  tidyTable(
    name,
    {
      panel: ['', 'which pair of settings'],
      seed: ['', 'replicate'],
      alpha: ['', 'place on the line: 0 is left, 1 is right'],
      trainLoss: ['nat', 'BN statistics recomputed'],
      trainLossInterpolated: ['nat', 'BN statistics interpolated'],
      validationLoss: ['nat', 'BN statistics recomputed'],
      trainAccuracy: ['', 'BN statistics recomputed'],
      validationAccuracy: ['', 'BN statistics recomputed'],
    },
    lines.flatMap((line) => (line.found === undefined ? [] : curveRows(line, line.found))),
  );

function curveRows(line: ObservedLine, found: Interpolation) {
  const {panel, seed} = lineRow(line, found);
  return found.alpha.map((alpha, index) => ({
    panel,
    seed,
    alpha,
    trainLoss: found.train.loss[index],
    trainLossInterpolated: found.interpolatedStatistics.train.loss[index],
    validationLoss: found.validation.loss[index],
    trainAccuracy: found.train.accuracy[index],
    validationAccuracy: found.validation.accuracy[index],
  }));
}
