/** @jsxRuntime automatic @jsxImportSource preact */
import {isFragile} from '../../judging/fragile.ts';
import type {ClaimVerdict} from '../../judging/results.ts';

/** Which of the two makes it fragile: a p near the level, or seeds on which the verdict hangs. */
export function Fragile({result: {adjusted, hangsOn = []}}: {result: ClaimVerdict}) {
  const isNear = [adjusted?.supports, adjusted?.contradicts].some(
    (p) => p !== undefined && isFragile(p),
  );
  const seeds = `${hangsOn.length === 1 ? 'seed' : 'seeds'} ${hangsOn.join(', ')}`;
  return (
    <>
      {isNear && (
        <span class="fragile" title="A corrected p lies within a factor of two of 5%.">
          {' '}
          fragile: p near 5%
        </span>
      )}
      {hangsOn.length > 0 && (
        <span
          class="fragile"
          title={`Without ${hangsOn.length === 1 ? 'it' : 'any one of them'} the verdict is another.`}
        >
          {' '}
          fragile: hangs on {seeds}
        </span>
      )}
    </>
  );
}
