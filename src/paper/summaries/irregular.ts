import type {Irregular} from '../results.ts';
import type {Curvature, ObservedRun, Observations, Training} from './observations.ts';

/** Everything that did not end as planned: runs, probes and lines. */
export function irregularOf({runs, curvature, noise, lines}: Observations): Irregular[] {
  const missing = [...curvature, ...noise, ...lines]
    .filter(({found}) => found === undefined)
    .map(({node}) => failed(node));
  return [...runs.flatMap(irregularRun), ...missing, ...curvature.flatMap(unconverged)];
}

const failed = (node: string): Irregular => ({
  node,
  outcome: 'failed',
  detail: 'No result: it failed or was not run.',
});

function irregularRun({node, found: training}: ObservedRun): Irregular[] {
  if (training === undefined) return [failed(node)];
  const {outcome} = training.result;
  return outcome === 'capped' || outcome === 'stuck' || outcome === 'diverged'
    ? [{node, outcome, detail: detailOf(training)}]
    : [];
}

function detailOf({plan, result}: Training): string {
  const loss = result.end.metrics.train?.loss ?? null;
  const found =
    loss === null ? 'its train loss is not finite' : `train loss ${loss.toPrecision(3)}`;
  const wanted = plan.target === undefined ? '' : `; the target was ${plan.target.trainLoss}`;
  return `After ${Number(result.end.epoch.toPrecision(4))} epochs: ${found}${wanted}.`;
}

const unconverged = ({
  node,
  found,
}: {
  readonly node: string;
  readonly found?: Curvature;
}): Irregular[] =>
  (found?.unconverged ?? []).map((detail) => ({node, outcome: 'not converged' as const, detail}));

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
