/** What experiments that still read names and parallel lists are given; goes with the last of them. */
import type {Curvature, GradientNoise, Interpolation, Plane} from '../src/curvature/record.ts';
import {unconverged, unconvergedNoise} from '../src/curvature/unconverged.ts';
import type {Findings, Irregular} from '../src/judging/results.ts';
import type {Summarize} from '../src/study/experiment.ts';
import {probesOf, type Probe as NewProbe, type Training} from '../src/study/observations.ts';
import {line} from '../stages/interpolate/record.ts';
import {curvature} from '../stages/measure-curvature/record.ts';
import {noise} from '../stages/measure-noise/record.ts';
import {plane} from '../stages/survey-plane/record.ts';

export type {Training};
interface Planned<Found> {
  readonly node: string;
  readonly cell: string;
  readonly found?: Found;
  readonly reason?: string;
}
export type ObservedRun = Planned<Training>;
export interface Probe<Found> extends Planned<Found> {
  readonly snapshot: string;
}
interface ObservedLine extends Planned<Interpolation> {
  readonly left: string;
  readonly right: string;
  readonly missedTarget: boolean;
}
export interface Observations {
  readonly runs: readonly ObservedRun[];
  readonly curvature: readonly Probe<Curvature>[];
  readonly noise: readonly Probe<GradientNoise>[];
  readonly lines: readonly ObservedLine[];
  readonly planes: readonly Probe<Plane>[];
}

export const legacy =
  (summarize: (observations: Observations) => Findings): Summarize =>
  (observations) => {
    const {evidence, tables} = summarize({
      runs: observations.runs,
      curvature: probesOf(observations, curvature).map(probe),
      noise: probesOf(observations, noise).map(probe),
      lines: probesOf(observations, line).map(({at, ...each}) => ({
        ...each,
        left: at[0].run.cell,
        right: at[at.length - 1].run.cell,
        missedTarget: at.some(({missedTarget}) => missedTarget),
      })),
      planes: probesOf(observations, plane).map(probe),
    });
    return {evidence, tables};
  };

const probe = <Found>({at, ...each}: NewProbe<Found>): Probe<Found> => ({
  ...each,
  cell: at[0].run.cell,
  snapshot: at[0].snapshot,
});

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
