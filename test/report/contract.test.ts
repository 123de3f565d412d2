/** What the summaries write is what the figures read, also when nothing has run. */
import {expect, it} from 'vitest';
import type {ExperimentSummary} from '../../src/paper/results.ts';
import {summarizeE1} from '../../src/paper/summaries/e1.ts';
import {summarizeE2} from '../../src/paper/summaries/e2.ts';
import {summarizeE3} from '../../src/paper/summaries/e3.ts';
import {summarizeE4} from '../../src/paper/summaries/e4.ts';
import {summarizeE5} from '../../src/paper/summaries/e5.ts';
import {summarizeE6} from '../../src/paper/summaries/e6.ts';
import {summarizeE7} from '../../src/paper/summaries/e7.ts';
import {summarizeE8} from '../../src/paper/summaries/e8.ts';
import {summarizeE9} from '../../src/paper/summaries/e9.ts';
import type {Observations} from '../../src/paper/summaries/observations.ts';
import {summarizeX} from '../../src/paper/summaries/x.ts';
import {drawFigure} from '../../src/report/draw/drawn-figure.ts';
import {figureBuilders} from '../../src/report/figures/builders.ts';

const nothing: Observations = {runs: [], curvature: [], noise: [], lines: [], planes: []};
const summaries: readonly ExperimentSummary[] = [
  summarizeE1,
  summarizeE2,
  summarizeE3,
  summarizeE4,
  summarizeE5,
  summarizeE6,
  summarizeE7,
  summarizeE8,
  summarizeE9,
  summarizeX,
].map((summarize) => summarize(nothing));

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
