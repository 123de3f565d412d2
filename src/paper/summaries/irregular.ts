import type {Irregular} from '../results.ts';
import {unconverged, unconvergedNoise} from './hessian.ts';
import type {ObservedRun, Observations, Training} from './observations.ts';

/** Everything that did not end as planned: runs, probes and lines. */
export function irregularOf({runs, curvature, noise, lines, planes}: Observations): Irregular[] {
  const probes = [...curvature, ...noise, ...lines, ...planes];
  return [
    ...runs.flatMap(irregularRun),
    ...probes.filter(({found}) => found === undefined).map(failed),
    ...curvature.flatMap(({node, found}) =>
      (found === undefined ? [] : unconverged(found)).map((detail) => notConverged(node, detail)),
    ),
    ...noise.flatMap(({node, found}) =>
      (found === undefined ? [] : unconvergedNoise(found)).map((detail) =>
        notConverged(node, detail),
      ),
    ),
  ];
}

const failed = ({node, reason}: {readonly node: string; readonly reason?: string}): Irregular => ({
  node,
  outcome: 'failed',
  detail: reason ?? 'It failed or was not run.',
});
const notConverged = (node: string, detail: string): Irregular => ({
  node,
  outcome: 'not converged',
  detail,
});

function irregularRun(run: ObservedRun): Irregular[] {
  if (run.found === undefined) return [failed(run)];
  const {outcome} = run.found.result;
  return outcome === 'capped' || outcome === 'stuck' || outcome === 'diverged'
    ? [{node: run.node, outcome, detail: detailOf(run.found)}]
    : [];
}

function detailOf({plan, result}: Training): string {
  const loss = result.end.metrics.train?.loss ?? null;
  const found =
    loss === null ? 'its train loss is not finite' : `train loss ${loss.toPrecision(3)}`;
  const wanted = plan.target === undefined ? '' : `; the target was ${plan.target.trainLoss}`;
  return `After ${Number(result.end.epoch.toPrecision(4))} epochs: ${found}${wanted}.`;
}

/** `3 of 75 runs did not reach the common train loss (2 capped, 1 diverged) and are not compared.` */
export function exclusionNotes(runs: readonly ObservedRun[]): string[] {
  const excluded = runs.filter(({found}) => found === undefined || found.result.target === null);
  if (excluded.length === 0) return [];
  const counts = new Map<string, number>();
  for (const {found} of excluded) {
    const outcome = found?.result.outcome ?? 'failed';
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  const list = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  return [
    `${excluded.length} of ${runs.length} runs did not reach the common train loss (${list}) and are not compared.`,
  ];
}
