import {e4Claims} from '../claims/e4.ts';
import type {Evidence, ExperimentSummary} from '../results.ts';
import {meanEstimate} from './estimate.ts';
import {evidence} from './evidence.ts';
import {irregularOf} from './irregular.ts';
import {curveTable, lineRows, lineTable, widthRatios} from './lines.ts';
import type {ObservedLine, Observations} from './observations.ts';
import {planeTables} from './planes.ts';

/**
 * Loss along the line between ResNets of different n. In both judged panels the right end has the
 * lower n, so that ln(right width / left width) is that of the lower-n end over the higher-n end.
 */
export function summarizeE4(observations: Observations): ExperimentSummary {
  const {lines} = observations;
  return {
    experiment: 'E4',
    evidence: ['E4a', 'E4b'].map((claim) => evidenceOf(claim, lines)),
    tables: [
      lineTable('e4-ends', lineRows(lines)),
      curveTable('e4-curves', lines),
      ...planeTables('e4', observations),
    ],
    irregular: irregularOf(observations),
  };
}

function evidenceOf(claim: string, lines: readonly ObservedLine[]): Evidence {
  const planned = lines.filter(({cell}) => cell.startsWith(`${claim}/`));
  const {ratios, notes} = widthRatios(lineRows(planned));
  return evidence(e4Claims, claim, {
    planned,
    estimates: {'width-ratio': (criterion) => meanEstimate(criterion, ratios, 0)},
    notes,
  });
}
