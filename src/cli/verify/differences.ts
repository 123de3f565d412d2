import {isMembers} from '../../system/json.ts';

/** Numbers that differ by no more than this part of the larger one are within rounding. */
export const TOLERANCE = 1e-3;
/** Below this a number counts as this large: what should be zero is rounding alone. */
const SMALLEST = 1e-6;

/**
 * The largest difference between numbers at the same place of two JSON values, relative to the larger of the two;
 * Infinity where anything else differs.
 */
export function largestDifference(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') {
    return Math.abs(one - other) / Math.max(Math.abs(one), Math.abs(other), SMALLEST);
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    if (one.length !== other.length) return Infinity;
    return largest(one.map((_, place) => [one[place], other[place]]));
  }
  if (isMembers(one) && isMembers(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return largest([...names].map((name) => [one[name], other[name]]));
  }
  return one === other ? 0 : Infinity;
}

/** A loop, since records hold more numbers than a call takes arguments. */
function largest(pairs: readonly (readonly [unknown, unknown])[]): number {
  let most = 0;
  for (const [one, other] of pairs) most = Math.max(most, largestDifference(one, other));
  return most;
}

/** {@link largestDifference} of the texts of two JSON files; undefined when they are not that. */
export function differenceOfFiles(one: Buffer, other: Buffer): number | undefined {
  try {
    return largestDifference(JSON.parse(one.toString()), JSON.parse(other.toString()));
  } catch {
    return undefined;
  }
}
