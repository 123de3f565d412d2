import {meanEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import {seedsOf} from '../../src/stats/by-seed.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import {exclusionNotes} from '../../src/study/irregular.ts';
import {probesOf} from '../../src/study/observations.ts';
import {curvature} from '../../stages/measure-curvature/record.ts';
import {logRatio} from '../shared/lines.ts';
import {endsOf, type End} from '../third-factor/ends.ts';
import {claims} from './claims.ts';
import * as tables from './tables.ts';

/** What more variance of the gradients does to the endpoint. */
export default ((observations) => {
  const {runs} = observations;
  const ends = endsOf(runs, probesOf(observations, curvature));
  return {
    evidence: [
      evidence(claims, 'X3', {
        planned: runs,
        estimates: {'norm-ratio': (criterion) => meanEstimate(criterion, normRatios(ends), 0)},
        notes: exclusionNotes(runs),
      }),
    ],
    tables: [tables.ends.fill(ends)],
  };
}) satisfies Summarize;

/** ln(norm with the most added variance / norm without), one a seed. */
function normRatios(ends: readonly End[]): number[] {
  const strongest = Math.max(...ends.map(({strength}) => strength));
  return seedsOf(ends).flatMap((seed) => {
    const at = (strength: number) =>
      ends.find((end) => end.seed === seed && end.strength === strength)?.frobenius ?? null;
    const ratio = strongest > 0 ? logRatio(at(strongest), at(0)) : null;
    return ratio === null ? [] : [ratio];
  });
}
