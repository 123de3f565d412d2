/** What the summaries write is what the figures read, also when nothing has run. */
import {expect, it} from 'vitest';
import type {ExperimentSummary} from '../../src/paper/results.ts';
import {summarizeE1} from '../../src/paper/summaries/e1.ts';
import {summarizeE2} from '../../src/paper/summaries/e2.ts';
import type {Observations} from '../../src/paper/summaries/observations.ts';
import {drawFigure} from '../../src/report/draw/drawn-figure.ts';
import {figureBuilders} from '../../src/report/figures/builders.ts';

const nothing: Observations = {runs: [], curvature: [], noise: [], lines: []};
const summaries: readonly ExperimentSummary[] = [summarizeE1(nothing), summarizeE2(nothing)];

it.each(summaries)('figures of $experiment stand without a single run', async (summary) => {
  const figures =
    figureBuilders.get(summary.experiment)?.(summary, {profile: 'none', claims: []}) ?? [];
  expect(figures.length).toBeGreaterThan(0);
  for (const figure of figures) {
    const {svg} = await drawFigure(figure, 1);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(`${figure.title} ${figure.caption} ${figure.alt}`).not.toMatch(/NaN|undefined|Infinity/);
  }
});
