import {describe, expect, it} from 'vitest';
import {axis} from '../../src/report/charts/axis.ts';
import {scatter} from '../../src/report/charts/scatter.ts';
import {seriesGroups} from '../../src/report/charts/groups.ts';
import {draw} from '../../src/report/draw/draw.ts';
import {logAxis} from '../../src/report/charts/log-axis.ts';

describe('a logarithmic axis', () => {
  it.each([
    ['a part of a percent', [1.001, 1.004]],
    ['a fifth', [0.5, 0.6]],
    ['a half', [2.1, 3.2]],
    ['a factor of four', [1.1, 4.9]],
    ['just above a decade', [0.9, 12]],
    ['just above two decades', [0.02, 2.5]],
    ['twelve decades', [1e-12, 1]],
    ['one value', [0.37]],
  ])('has at least three labels over %s', (_, values) => {
    const {axis, scale} = logAxis(values, 'x');
    const [from, to] = scale.domain;
    const seen = axis.values.filter((value) => from <= value && value <= to);
    expect(seen.length).toBeGreaterThanOrEqual(3);
    expect(seen.length).toBeLessThanOrEqual(15);
  });

  it('leaves room between the outermost marks and its ends', () => {
    const {scale} = logAxis([1, 100], 'x');
    expect(scale.domain[0]).toBeLessThan(0.9);
    expect(scale.domain[1]).toBeGreaterThan(110);
  });

  it('says in words how many zeros it cannot show, and draws none', async () => {
    const y = {title: 'loss [nat]', logarithmic: true};
    expect(axis('y', [0, 1, 10], y).title).toEqual(['loss [nat]', '1 at 0 cannot be drawn']);
    expect(axis('y', [1, 10], y).title).toBe('loss [nat]');
    const point = (value: number) => ({
      group: 'g',
      x: value,
      y: value,
      counted: true,
      tip: `at ${value}`,
    });
    const groups = seriesGroups(['g']);
    const svg = await draw(scatter({points: [0, 1, 10].map(point), groups, x: {title: 'x'}, y}));
    expect([...svg.matchAll(/data-tip="at (\d+)"/g)].map(([, value]) => value)).toEqual([
      '1',
      '10',
    ]);
    expect(svg).toContain('1 at 0 cannot be drawn');
  });

  it('labels what is small by powers of ten', () => {
    expect(logAxis([1e-6, 1e-4], 'x').axis.labelExpr).toContain('10⁻⁵');
  });
});

describe('chance on an axis', () => {
  const y = {title: 'accuracy [%]', chance: {at: 10, text: '10%'}};
  const drawn = (values: readonly number[]) =>
    draw(
      scatter({
        points: values.map((value) => ({group: 'g', x: value, y: value, counted: true, tip: 'p'})),
        groups: seriesGroups(['g']),
        x: {title: 'x'},
        y,
      }),
    );

  it('is drawn where it leaves the data half of the axis', async () => {
    expect(await drawn([20, 40])).toContain('>chance 10%<');
  });

  it('is told in the title where it would hide the comparison', async () => {
    expect(await drawn([78, 80])).toContain('>accuracy [%], chance 10%<');
  });
});
