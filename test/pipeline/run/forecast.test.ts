import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {Forecast, type CellGuess} from '../../../src/pipeline/run/forecast.ts';

const cell = (id: string, more: Partial<CellGuess> = {}): CellGuess => ({
  id,
  seconds: 10,
  basis: 'declared',
  share: 1,
  parents: [],
  ...more,
});
const cells = (stage: string, count: number, more: Partial<CellGuess> = {}) =>
  Array.from({length: count}, (_, index) => cell(`${stage}/E1/${index}`, more));

/** Runs these cells one after the other from `now` on, and tells when the last has ended. */
function runAll(forecast: Forecast, ids: readonly string[], seconds: number, now = 0): number {
  for (const id of ids) {
    forecast.begin(id, now);
    now += seconds;
    forecast.end(id, now, true);
  }
  return now;
}
const idsOf = (guesses: readonly CellGuess[]) => guesses.map(({id}) => id);

describe('a forecast', () => {
  it('takes over how cells turned out, whatever the machine', () => {
    fc.assert(
      fc.property(fc.double({min: 0.2, max: 5, noNaN: true}), (factor) => {
        const all = cells('train', 40);
        const forecast = new Forecast(all);
        const now = runAll(forecast, idsOf(all).slice(0, 20), 10 * factor);
        const {seconds, low, high} = forecast.left(now);
        expect(seconds / (200 * factor)).toBeGreaterThan(0.95);
        expect(seconds / (200 * factor)).toBeLessThan(1.05);
        expect(low).toBeLessThan(200 * factor);
        expect(high).toBeGreaterThan(200 * factor);
      }),
    );
  });

  it('draws its bounds together as cells end', () => {
    const all = cells('train', 10);
    const forecast = new Forecast(all);
    const width = (now: number) => {
      const {low, high} = forecast.left(now);
      return high - low;
    };
    const widths = [width(0)];
    let now = 0;
    for (const id of idsOf(all).slice(0, 8)) {
      now = runAll(forecast, [id], 13, now);
      widths.push(width(now));
    }
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
  });

  it('follows kernels that are slow, and leaves the others alone', () => {
    const slow = cells('train', 20, {kernels: 'slow'});
    const other = cells('probe', 20, {kernels: 'other'});
    const sameElsewhere = cells('probe2', 20, {kernels: 'slow'});
    const after = (rest: readonly CellGuess[]) => {
      const forecast = new Forecast([...slow, ...rest]);
      return forecast.left(runAll(forecast, idsOf(slow), 40)).seconds / 200;
    };
    expect(after(sameElsewhere)).toBeGreaterThan(2);
    expect(after(other)).toBeLessThan(after(sameElsewhere));
  });

  it('holds on to what was measured before', () => {
    const known = cells('train', 20, {basis: 'measured'});
    const forecast = new Forecast(known);
    const unknown = new Forecast(cells('train', 20));
    const now = runAll(forecast, ['train/E1/0'], 30);
    runAll(unknown, ['train/E1/0'], 30);
    expect(forecast.left(now).seconds).toBeLessThan(unknown.left(now).seconds);
  });

  it('goes by the progress of a running cell', () => {
    const forecast = new Forecast([cell('train/E1/0')]);
    forecast.begin('train/E1/0', 100);
    for (let tenth = 1; tenth <= 9; tenth++)
      forecast.progress('train/E1/0', tenth / 10, 100 + 8 * tenth);
    expect(forecast.left(172).seconds).toBeGreaterThan(4);
    expect(forecast.left(172).seconds).toBeLessThan(10);
  });

  it('does not take progress at its word where a cell may end early', () => {
    const left = (mayEndEarly: boolean) => {
      const forecast = new Forecast([cell('train/E1/0', {mayEndEarly})]);
      forecast.begin('train/E1/0', 0);
      forecast.progress('train/E1/0', 0.02, 2);
      forecast.progress('train/E1/0', 0.05, 5);
      return forecast.left(5).seconds;
    };
    expect(left(true)).toBeLessThan(10);
    expect(left(false)).toBeGreaterThan(10);
  });

  it('does not take a cell that resumes for a fast one', () => {
    const all = cells('train', 10);
    const forecast = new Forecast(all);
    forecast.begin('train/E1/0', 0);
    forecast.progress('train/E1/0', 0.8, 0.1);
    forecast.end('train/E1/0', 2.1, true);
    expect(forecast.left(2.1).seconds).toBeGreaterThan(80);
    expect(forecast.left(2.1).seconds).toBeLessThan(100);
  });

  it('expects more of a cell that has taken too long already', () => {
    const forecast = new Forecast(cells('train', 10));
    const before = forecast.left(0).seconds;
    forecast.begin('train/E1/0', 0);
    expect(forecast.left(50).seconds).toBeGreaterThan(before);
  });

  it('learns nothing from a cell that failed', () => {
    const forecast = new Forecast(cells('train', 2));
    const before = forecast.left(0).seconds;
    forecast.begin('train/E1/0', 0);
    forecast.end('train/E1/0', 0.1, false);
    expect(forecast.left(0.1).seconds).toBeCloseTo(before / 2);
  });

  it('is as long as the longest way to the end, however many cells run at one time', () => {
    const chain = [
      cell('a/0', {share: 0.01}),
      cell('b/0', {share: 0.01, parents: ['a/0']}),
      cell('c/0', {share: 0.01, parents: ['b/0']}),
    ];
    expect(new Forecast(chain).left(0).seconds).toBeGreaterThan(29);
    const side = [cell('a/0', {share: 0.5}), cell('a/1', {share: 0.5})];
    expect(new Forecast(side).left(0).seconds).toBeLessThan(15);
  });

  it('is nothing when nothing is to be done', () => {
    expect(new Forecast([]).left(5)).toEqual({seconds: 0, low: 0, high: 0});
  });
});
