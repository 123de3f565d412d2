import type {Chains} from './chains.ts';
import type {TwoBasins} from './two-basins.ts';

/** What chains did between two minima while they were watched. */
export interface Passages {
  /** Share of looks in the wide basin. */
  readonly wideShare: number;
  /** The same among chains in even and odd rows, which may have started differently. */
  readonly wideShareOf: readonly [even: number, odd: number];
  /** Looks at a chain, all chains together. */
  readonly looks: number;
  /** Passages per unit of τ from one minimum to the other: 1/mean first-passage time. */
  readonly rateFromSharp: number;
  readonly rateFromWide: number;
  readonly passages: number;
}

/**
 * How far a point (row at `offset`) is on the way between two minima: 0 on the hyperplane through
 * the first at right angles to the line between them, 1 on that through the second.
 */
export function progressAlong(from: readonly number[], to: readonly number[]) {
  const across = to.map((x, i) => x - from[i]);
  const square = across.reduce((sum, x) => sum + x * x, 0);
  return (points: ArrayLike<number>, offset: number): number => {
    let sum = 0;
    for (let i = 0; i < across.length; i++) sum += (points[offset + i] - from[i]) * across[i];
    return sum / square;
  };
}

/**
 * Watches chains for `steps` steps. A chain belongs to the minimum that it reached last, where to
 * reach one is to cross the hyperplane through it at right angles to the line between the two; the
 * time that it belongs there, over the passages that end it, is the mean first-passage time.
 *
 * @param stepTime τ of one step, the learning rate
 * @param every steps between looks; passages shorter than that are missed
 */
export function watchPassages(
  {landscape, sharp, wide, inWide}: TwoBasins,
  chains: Chains,
  {steps, every, stepTime}: {steps: number; every: number; stepTime: number},
): Passages {
  const {dimension} = landscape;
  const {positions} = chains;
  const rows = positions.length / dimension;
  const along = progressAlong(sharp.point, wide.point);
  const progress = (row: number) => along(positions, row * dimension);
  /** 1: reached the wide minimum last. Before either is reached, the basin decides. */
  const last = Uint8Array.from({length: rows}, (_, row) => Number(progress(row) > 0.5));
  const inWideLooks = [0, 0];
  const looksAt = [0, 0];
  const left = [0, 0];
  const looks = Math.floor(steps / every);
  for (let look = 0; look < looks; look++) {
    chains.advance(every);
    for (let row = 0; row < rows; row++) {
      const place = progress(row);
      looksAt[last[row]]++;
      if (inWide(positions, row * dimension)) {
        inWideLooks[row % 2]++;
      }
      const reached = place <= 0 ? 0 : place >= 1 ? 1 : last[row];
      if (reached !== last[row]) left[last[row]]++;
      last[row] = reached;
    }
  }
  const rate = (from: 0 | 1) => left[from] / (looksAt[from] * every * stepTime);
  const total = looks * rows;
  return {
    wideShare: (inWideLooks[0] + inWideLooks[1]) / total,
    wideShareOf: [inWideLooks[0] / (total / 2), inWideLooks[1] / (total / 2)],
    looks: total,
    rateFromSharp: rate(0),
    rateFromWide: rate(1),
    passages: left[0] + left[1],
  };
}
