import {describe, expect, it} from 'vitest';
import {alphaGrid, curvatureAlong, endWidth} from '../../src/curvature/line.ts';

const alpha = alphaGrid(-1, 2, 61);
const profile = (f: (a: number) => number) => ({alpha, loss: alpha.map(f)});

describe('alphaGrid', () => {
  it('holds both ends of the line exactly', () => {
    expect(alpha).toHaveLength(61);
    expect(alpha[20]).toBe(0);
    expect(alpha[40]).toBe(1);
  });
});

describe('endWidth', () => {
  it.each([0, 1])('of a parabola around %i is 2√(δ/a)', (end) => {
    const {width, open} = endWidth(
      profile((a) => 8 * (a - end) ** 2),
      end,
      0.5,
    );
    expect(width).toBeCloseTo(2 * Math.sqrt(0.5 / 8), 2);
    expect(open).toEqual({below: false, above: false});
  });

  it('counts only the range that is connected to the end', () => {
    const twoWells = profile((a) => 10 * a ** 2 * (a - 1) ** 2 * 16);
    const {from, to} = endWidth(twoWells, 0, 0.5);
    expect(from).toBeGreaterThan(-0.5);
    expect(to).toBeLessThan(0.5);
  });

  it('says when the range runs off the grid', () => {
    const {open, to} = endWidth(
      profile((a) => Math.max(-a, 0)),
      0,
      0.5,
    );
    expect(open).toEqual({below: false, above: true});
    expect(to).toBe(2);
  });

  it('treats a loss that overflowed as a wall', () => {
    const {to} = endWidth(
      profile((a) => (a > 0.5 ? Infinity : 0)),
      0,
      1,
    );
    expect(to).toBe(0.5);
  });

  it('refuses an end that is not on the grid', () => {
    expect(() =>
      endWidth(
        profile((a) => a),
        0.123,
        1,
      ),
    ).toThrow(RangeError);
  });
});

describe('curvatureAlong', () => {
  it('is exact for a parabola, on an uneven grid too', () => {
    const uneven = [-1, -0.2, 0, 0.05, 1];
    const loss = uneven.map((a) => 3 * a ** 2 - 2 * a);
    expect(curvatureAlong({alpha: uneven, loss}, 0)).toBeCloseTo(6, 10);
  });

  it('refuses the edge of the grid', () => {
    expect(() =>
      curvatureAlong(
        profile((a) => a),
        -1,
      ),
    ).toThrow(/edge/);
  });
});
