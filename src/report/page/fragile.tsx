/** @jsxRuntime automatic @jsxImportSource preact */
import {isFragile} from '../../judging/fragile.ts';
import type {ClaimVerdict} from '../../judging/results.ts';

/** What makes a verdict fragile: a p near the level, seeds on which it hangs, or both. */
export function Fragile({result: {adjusted, hangsOn = []}}: {result: ClaimVerdict}) {
  const isNear = [adjusted?.supports, adjusted?.contradicts].some(
    (p) => p !== undefined && isFragile(p),
  );
  const reasons = [
    ...(isNear ? ['a corrected p lies within a factor of two of 5%'] : []),
    ...(hangsOn.length === 1 ? [`without seed ${hangsOn.join()} the verdict is another`] : []),
    ...(hangsOn.length > 1
      ? [`without any one of seeds ${hangsOn.join(', ')} the verdict is another`]
      : []),
  ];
  return <p class="fragile">Fragile: {reasons.join(', and ')}.</p>;
}
