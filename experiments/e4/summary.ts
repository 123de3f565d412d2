import {legacy} from '../legacy.ts';
import {claims} from './claims.ts';
import type {Evidence, ExperimentSummary} from '../../src/judging/results.ts';
import {meanEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import {irregularOf} from '../legacy.ts';
import {curveTable, lineRows, lineTable, widthRatios} from '../shared/lines.ts';
import type {ObservedLine, Observations} from '../legacy.ts';
import {planeTables} from '../shared/planes.ts';

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
  return evidence(claims, claim, {
    planned,
    estimates: {'width-ratio': (criterion) => meanEstimate(criterion, ratios, 0)},
    notes,
  });
}

export default legacy(summarizeE4);
