import type {NoisePoint} from '../../src/report/charts/noise-scatter.ts';
import {runName, tip} from '../../src/report/charts/tip.ts';
import {formatNumber} from '../../src/report/format/number.ts';
import type {RunColumns} from './run-columns.ts';

/** A value of a run, and what its tip says of it; undefined where there is none. */
export type Measure<Run> = (
  run: Run,
) => readonly [value: number, ...facts: readonly string[]] | undefined;

/** The runs that have a value, as points over the noise. */
export const noisePoints = <Run extends RunColumns>(
  runs: readonly Run[],
  measure: Measure<Run>,
): NoisePoint[] =>
  runs.flatMap((run) => {
    const measured = measure(run);
    if (measured === undefined) return [];
    const [value, ...facts] = measured;
    const excluded = run.reachedTarget ? [] : [`${run.outcome}, not compared`];
    return [
      {
        noise: run.noise,
        value,
        batchSize: run.batchSize,
        counted: run.reachedTarget,
        tip: tip(runName(run), ...facts, ...excluded),
      },
    ];
  });

/** A panel in words: its axes and where its ends lie. */
export function describeScatter(quantity: string, points: readonly NoisePoint[]): string {
  const counted = points.filter((point) => point.counted).sort((a, b) => a.noise - b.noise);
  const ends = [counted.at(0), counted.at(-1)].map((end) => {
    const level = counted.filter((point) => point.noise === end?.noise).map(({value}) => value);
    const middle = level.sort((a, b) => a - b).at(Math.floor(level.length / 2)) ?? null;
    return `${formatNumber(middle)} at n = ${formatNumber(end?.noise ?? null)}`;
  });
  return `Scatter plot of ${quantity} against the noise η/S, logarithmic, ${points.length} runs. The median goes from ${ends.join(' to ')}.`;
}
