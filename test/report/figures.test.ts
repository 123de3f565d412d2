import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {bands} from '../../src/report/charts/bands.ts';
import {curves} from '../../src/report/charts/curves.ts';
import {noiseGroup, noiseGroups, seriesGroups} from '../../src/report/charts/groups.ts';
import {heatMap} from '../../src/report/charts/heat-map.ts';
import {panels} from '../../src/report/charts/panel.ts';
import {prediction} from '../../src/report/charts/prediction.ts';
import {draw} from '../../src/report/draw/draw.ts';
import {drawFigure} from '../../src/report/draw/drawn-figure.ts';
import {figureBuilders} from './builders.ts';
import {inventedInput} from './fixtures/invented.ts';
import {expectGolden} from './golden.ts';

/** Vega tells of doubtful specifications on the console; a figure of the report gives none. */
const warned = vi.spyOn(console, 'warn');
beforeEach(() => void warned.mockClear());
afterEach(() => expect(warned).not.toHaveBeenCalled());

const grid = Array.from({length: 21}, (_, index) => index / 20);

describe('figures of the experiments', () => {
  const figures = inventedInput.experiments.flatMap(({summary}) =>
    summary === undefined
      ? []
      : (figureBuilders[summary.experiment]?.(summary, inventedInput.verdicts) ?? []),
  );

  it.each(figures)('$id looks as it did', async (figure) => {
    expectGolden(figure.id, (await drawFigure(figure, 1)).svg);
  });

  const panels = figures.filter(({id}) => /^e1[ab]-/.test(id));
  it.each(panels)('$id draws every seed of its table as a point', async ({spec, tables}) => {
    const tips = (await draw(spec)).match(/data-tip="η = /g);
    expect(tips).toHaveLength(tables[0]?.rows.length ?? 0);
  });

  it.each(figures)('$id says in words what it shows', ({title, caption, alt}) => {
    for (const text of [title, caption, alt]) expect(text.length).toBeGreaterThan(20);
    expect(`${title} ${caption} ${alt}`).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('charts', () => {
  it('draws curves by noise, every run and the median of each level', async () => {
    const noises = [1e-4, 1e-3];
    const spec = curves({
      curves: noises.flatMap((noise) =>
        [0, 1, 2].map((seed) => ({
          tip: `n = ${noise}, seed ${seed}`,
          group: noiseGroup(noise),
          points: grid.map((x): [number, number] => [x, Math.exp(-3e3 * noise * x) + 0.02 * seed]),
        })),
      ),
      groups: noiseGroups(noises),
      x: {title: 'epochs'},
      y: {title: 'train loss [nat]', zero: true},
    });
    expectGolden('chart-curves', await draw(spec));
  });

  it('leads a median from left to right where a later curve begins earlier', async () => {
    const group = 'train';
    const spec = curves({
      curves: [
        {tip: 'seed 1', group, points: grid.slice(1).map((x) => [x, x])},
        {tip: 'seed 2', group, points: grid.map((x) => [x, 2 * x])},
      ],
      groups: seriesGroups([group]),
      x: {title: 'x'},
      y: {title: 'y'},
    });
    const paths = (await draw(spec)).matchAll(/ d="M([^"]*L[^"]*)"/g);
    const places = [...paths].map(([, path]) =>
      path.split('L').map((point) => Number(point.split(',')[0])),
    );
    expect(places.some((line) => line.length === grid.length)).toBe(true);
    for (const line of places) expect(line).toEqual(line.toSorted((a, b) => a - b));
  });

  it('draws bands and predictions, side by side and stacked', async () => {
    const points = ['theory', 'simulation'].flatMap((group, place) =>
      grid.map((x) => {
        const value = x ** (place + 1);
        return {group, x, value, low: value - 0.1, high: value + 0.1, tip: `${group} at ${x}`};
      }),
    );
    const groups = seriesGroups(['theory', 'simulation']);
    const axes = {groups, x: {title: 'x'}, y: {title: 'y', zero: true}};
    const spec = panels([
      {title: 'band', panel: bands({points, ...axes})},
      {
        title: 'prediction',
        panel: prediction({
          predicted: points,
          measured: points.filter((_, index) => index % 5 === 0),
          ...axes,
        }),
      },
    ]);
    const drawn = await drawFigure(
      {
        id: 'chart-panels',
        experiment: '',
        claims: [],
        slide: '',
        title: '',
        caption: '',
        alt: '',
        spec,
        tables: [],
      },
      1,
    );
    expectGolden('chart-panels', drawn.svg);
    drawn.pictures.forEach((picture, place) => expectGolden(`chart-panel-${place + 1}`, picture));
  });

  it('draws a quantity over a plane', async () => {
    const steps = Array.from({length: 12}, (_, index) => index);
    const cells = steps.flatMap((x) =>
      steps.map((y) => ({
        x,
        x2: x + 1,
        y,
        y2: y + 1,
        value: Math.exp(-((x - 6) ** 2 + y ** 2) / 20),
        tip: `cell ${x}, ${y}`,
      })),
    );
    const levels = [0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9];
    const axes = {x: {title: 'θ₁'}, y: {title: 'θ₂'}};
    const spec = heatMap({cells, ...axes, quantity: 'density', levels});
    expectGolden('chart-heat-map', await draw(spec));
  });

  it('tells at most six series apart', () => {
    expect(() => seriesGroups(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toThrow(/at most six/);
  });
});
