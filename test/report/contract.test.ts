/** What the summaries write is what the figures read, also when nothing has run. */
import {expect, it} from 'vitest';
import {experiments} from '../../experiments/index.ts';
import {drawFigure} from '../../src/report/draw/drawn-figure.ts';
import {observations, summarized} from '../experiments/observe.ts';

const planStudies = ({design}: (typeof experiments)[number]) =>
  (design('standard').studies ?? []).length > 0;

it.each(experiments.filter(planStudies))(
  '$id draws nothing of a study that did not finish',
  async ({id, ...parts}) => {
    const [summary, builder] = await Promise.all([parts.summary.load(), parts.figures.load()]);
    const missing = observations({studies: [{node: `study/${id}`, cell: id}]});
    const nothing = summarized(id, summary.default, missing);
    expect(nothing.evidence).toEqual([]);
    expect(nothing.irregular).toEqual([
      expect.objectContaining({node: `study/${id}`, outcome: 'failed'}),
    ]);
    expect(builder.default(nothing, {profile: 'none', claims: []})).toEqual([]);
  },
);

const ofRuns = experiments.filter((experiment) => !planStudies(experiment));
it.each(ofRuns)('figures of $id stand without a single run', async ({id, ...parts}) => {
  const [summary, builder] = await Promise.all([parts.summary.load(), parts.figures.load()]);
  const nothing = summarized(id, summary.default, observations({}));
  const figures = builder.default(nothing, {profile: 'none', claims: []});
  expect(figures.length).toBeGreaterThan(0);
  for (const figure of figures) {
    const {svg} = await drawFigure(figure, 1);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(`${figure.title} ${figure.caption} ${figure.alt}`).not.toMatch(/NaN|undefined|Infinity/);
  }
});
