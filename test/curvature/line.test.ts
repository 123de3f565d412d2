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
  it('of a parabola is exact, also on an uneven grid', () => {
    const uneven = [-1, -0.3, 0, 0.2, 1];
    const loss = uneven.map((a) => 3 * a ** 2 + a + 2);
    expect(curvatureAlong({alpha: uneven, loss}, 0, 0.5)).toBeCloseTo(6, 10);
  });

  it('is that of the range within δ, not of one grid step', () => {
    // Flat at the bottom, walls at ±.4: three points would see no curvature at all.
    const trough = profile((a) => Math.max(0, Math.abs(a) - 0.12) ** 2);
    expect(curvatureAlong(trough, 0, 0.01)).toBeGreaterThan(0.2);
    expect(curvatureAlong(trough, 0, 1e-6)).toBeCloseTo(0, 10);
  });

  it('moves less with the noise of single losses than the second difference does', () => {
    const noisy = {alpha, loss: alpha.map((a, index) => a ** 2 + 0.002 * (-1) ** index)};
    expect(Math.abs(curvatureAlong(noisy, 0, 0.2) - 2)).toBeLessThan(0.1);
    expect(Math.abs(curvatureAlong(noisy, 0, 1e-6) - 2)).toBeGreaterThan(1);
  });

  it('does not reach past half the way to the other end', () => {
    // One basin holds both ends: to the left of the middle it is twice as curved.
    const basin = profile((a) => (a < 0.5 ? 2 : 1) * 0.01 * (a - 0.5) ** 2);
    expect(curvatureAlong(basin, 0, 1)).toBeCloseTo(0.04, 10);
    expect(curvatureAlong(basin, 1, 1)).toBeCloseTo(0.02, 10);
  });

  it('is not finite beside a wall', () => {
    const wall = profile((a) => (a > 0 ? Infinity : 0));
    expect(curvatureAlong(wall, 0, 1)).not.toBeLessThan(Infinity);
  });

  it('refuses an end on the edge of the grid', () => {
    const flat = profile(() => 0);
    expect(() => curvatureAlong(flat, -1, 1)).toThrow(RangeError);
  });
});
