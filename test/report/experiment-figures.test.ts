/** Figures of E3 to E9 and X, over runs that no one made. */
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {drawFigure} from '../../src/report/draw/drawn-figure.ts';
import {figureBuilders} from './builders.ts';
import {inventedSummaries, inventedVerdicts} from './fixtures/invent-summaries.ts';
import {expectGolden} from './golden.ts';

/** Vega tells of doubtful specifications on the console; a figure of the report gives none. */
const warned = vi.spyOn(console, 'warn');
beforeEach(() => void warned.mockClear());
afterEach(() => expect(warned).not.toHaveBeenCalled());

const figures = inventedSummaries.flatMap(
  (summary) => figureBuilders[summary.experiment]?.(summary, inventedVerdicts) ?? [],
);

describe.each(figures)('$id', (figure) => {
  it('looks as it did', async () => {
    expectGolden(figure.id, (await drawFigure(figure, 1)).svg);
  });

  it('says in words what it shows', () => {
    const {title, caption, alt} = figure;
    for (const text of [title, caption, alt]) expect(text.length).toBeGreaterThan(20);
    expect(`${title} ${caption} ${alt}`).not.toMatch(/NaN|undefined|Infinity/);
  });
});
