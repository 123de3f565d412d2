import {e5Claims} from '../claims/e5.ts';
import type {Evidence, ExperimentSummary} from '../results.ts';
import {tidyTable} from '../table.ts';
import {readCell} from './cell.ts';
import {meanEstimate} from './estimate.ts';
import {evidence} from './evidence.ts';
import {hessianColumns, hessianMeanings} from './hessian.ts';
import {irregularOf} from './irregular.ts';
import {curveTable, lineRows, lineTable, widthRatios} from './lines.ts';
import type {Observations, ObservedLine} from './observations.ts';
import {planeTables} from './planes.ts';

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
  return evidence(e5Claims, claim, {
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
