import type {BriefManifest} from '../../pipeline/plan.ts';
import type {OutputRecord, Store} from '../../store/types.ts';
import {differenceOfFiles, TOLERANCE} from './differences.ts';

/** `agrees`: the same bytes. `rounding`: other bytes, and numbers within the tolerance. `failed`: could not be made. */
export type CheckOutcome = 'agrees' | 'rounding' | 'differs' | 'failed';

/** One output whose bytes are not the same. */
export interface DifferingOutput {
  readonly output: string;
  /** The largest relative difference between numbers; null where there is nothing to compare, or more than numbers. */
  readonly difference: number | null;
}

export interface ResultComparison {
  readonly outcome: CheckOutcome;
  readonly differing: readonly DifferingOutput[];
}

/** A result as it is known, or was made once more, and the store that has its outputs. */
export interface ComparedResult {
  readonly manifest: BriefManifest;
  readonly store: Store;
}

/** Compares two results of one node: bytes first, and the numbers of what differs. */
export async function compareResults(
  known: ComparedResult,
  made: ComparedResult,
): Promise<ResultComparison> {
  const differing: DifferingOutput[] = [];
  let compared = 0;
  let isRounding = true;
  for (const [output, record] of Object.entries(known.manifest.outputs)) {
    const again = made.manifest.outputs[output];
    if (again.sha256 === record.sha256) continue;
    const difference = await differenceOf([known.store, record], [made.store, again]);
    if (difference !== undefined) compared++;
    if (difference !== undefined && !(difference <= TOLERANCE)) isRounding = false;
    differing.push({output, difference: finite(difference)});
  }
  if (differing.length === 0) return {outcome: 'agrees', differing};
  return {outcome: isRounding && compared > 0 ? 'rounding' : 'differs', differing};
}

const finite = (difference = Infinity) => (Number.isFinite(difference) ? difference : null);

type Place = readonly [store: Store, output: OutputRecord];

/** Undefined of what is no record, or is not at hand: weights, say, that did not travel. */
async function differenceOf(one: Place, other: Place): Promise<number | undefined> {
  const [before, after] = [await bytesOf(one), await bytesOf(other)];
  return before && after && differenceOfFiles(before, after);
}

function bytesOf([store, {form, files}]: Place): Promise<Buffer | undefined> {
  const single = form === 'file' ? files.at(0) : undefined;
  return single ? store.read(single) : Promise.resolve(undefined);
}
