import type {Irregular} from '../judging/results.ts';
import type {ObservedRun, Observations, Training} from './observations.ts';

/** Everything that did not end as planned: runs, probes and studies. */
export const irregularOf = ({runs, probes, studies}: Observations): Irregular[] => [
  ...runs.flatMap(irregularRun),
  ...probes.filter(({found}) => found === undefined).map(failed),
  ...probes.flatMap(({node, unconverged}) =>
    unconverged.map((detail): Irregular => ({node, outcome: 'not converged', detail})),
  ),
  ...studies.flatMap(({node, found}) =>
    found === undefined ? [failed({node})] : found.irregular.map((each) => ({node, ...each})),
  ),
];

const failed = ({node, reason}: {readonly node: string; readonly reason?: string}): Irregular => ({
  node,
  outcome: 'failed',
  detail: reason ?? 'It failed or was not run.',
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
export function exclusionNotes(runs: readonly Pick<ObservedRun, 'found'>[]): string[] {
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
