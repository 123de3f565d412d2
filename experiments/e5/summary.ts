import {legacy} from '../legacy.ts';
import {claims} from './claims.ts';
import type {Evidence, ExperimentSummary} from '../../src/judging/results.ts';
import {tidyTable} from '../../src/tables/tidy-table.ts';
import {readCell} from '../shared/cell.ts';
import {meanEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import {hessianColumns, hessianMeanings} from '../shared/hessian.ts';
import {irregularOf} from '../legacy.ts';
import {curveTable, lineRows, lineTable, widthRatios} from '../shared/lines.ts';
import type {Observations, ObservedLine} from '../legacy.ts';
import {planeTables} from '../shared/planes.ts';

/** Loss along the line between VGGs of equal n. */
export function summarizeE5(observations: Observations): ExperimentSummary {
  const {lines} = observations;
  return {
    experiment: 'E5',
    evidence: [evidenceOf('E5a', '4', lines), evidenceOf('E5b', '0.25', lines)],
    tables: [
      lineTable('e5-ends', lineRows(lines)),
      curveTable('e5-curves', lines),
      normTable(observations),
      ...planeTables('e5', observations),
    ],
    irregular: irregularOf(observations),
  };
}

function evidenceOf(claim: string, beta: string, lines: readonly ObservedLine[]): Evidence {
  const planned = lines.filter(({cell}) => readCell(cell).settings['beta'] === beta);
  const {ratios, notes} = widthRatios(lineRows(planned));
  return evidence(claims, claim, {
    planned,
    estimates: {'width-ratio': (criterion) => meanEstimate(criterion, ratios, 0)},
    notes,
  });
}

const normTable = ({curvature}: Observations) =>
  tidyTable(
    'e5-norms',
    {
      beta: ['', 'factor on η = 0.1 and S = 50'],
      seed: ['', 'replicate'],
      ...hessianMeanings,
      trainLoss: ['nat', 'train loss there'],
    },
    curvature.flatMap(({cell, found}) => {
      if (found === undefined) return [];
      const {settings, seed} = readCell(cell);
      const beta = Number(settings['beta']);
      return [{beta, seed, ...hessianColumns(found), trainLoss: found.loss}];
    }),
  );

export default legacy(summarizeE5);
