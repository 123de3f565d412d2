import {conditionsEstimate} from '../../src/judging/conditions.ts';
import {meanEstimate} from '../../src/judging/estimate.ts';
import {evidence} from '../../src/judging/evidence.ts';
import {distinct, seedsOf} from '../../src/stats/by-seed.ts';
import type {Summarize} from '../../src/study/experiment.ts';
import {exclusionNotes} from '../../src/study/irregular.ts';
import {probesOf} from '../../src/study/observations.ts';
import {curvature} from '../../stages/measure-curvature/record.ts';
import {logRatio} from '../shared/lines.ts';
import {endsOf, type End} from '../third-factor/ends.ts';
import {claims} from './claims.ts';
import * as tables from './tables.ts';

/** The same noise nσ² by one factor or the other. */
export default ((observations) => {
  const {runs} = observations;
  const ends = endsOf(runs, probesOf(observations, curvature));
  const strengths = distinct(runs.map(({settings}) => Number(settings['strength']))).filter(
    (strength) => strength > 0,
  );
  const ratios = seedsOf(ends).map((seed) => {
    const own = ends.filter((end) => end.seed === seed);
    return strengths.map((strength) => exchangeRatio(own, strength));
  });
  const conditions = strengths.map((strength) => `s = ${strength}`);
  return {
    evidence: [
      evidence(claims, 'X4', {
        planned: runs,
        estimates: {
          // Without a single run there is no strength to be compared at.
          'norm-ratio': (criterion) =>
            conditions.length === 0
              ? meanEstimate(criterion, [], 0)
              : conditionsEstimate(criterion, conditions, ratios),
        },
        notes: exclusionNotes(runs),
      }),
    ],
    tables: [tables.ends.fill(ends)],
  };
}) satisfies Summarize;

/** ln(norm with C raised by 1 + s² / norm with n raised by as much) of one seed; null where either is missing. */
function exchangeRatio(own: readonly End[], strength: number): number | null {
  const raised = own.find((end) => end.strength === strength);
  const factor = 1 + strength ** 2;
  const noisier = own.find(
    (end) =>
      end.strength === 0 &&
      raised !== undefined &&
      Math.abs(end.noise / (raised.noise * factor) - 1) < 1e-9,
  );
  return logRatio(raised?.frobenius ?? null, noisier?.frobenius ?? null);
}
