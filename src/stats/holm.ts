/**
 * Holm's step-down correction (Holm 1979): adjusted p-values, in the order given. Rejecting where
 * they are at most α holds the chance of any false rejection to α, whatever the dependence.
 */
export function holm(pValues: readonly number[]): number[] {
  const adjusted = new Array<number>(pValues.length).fill(1);
  let running = 0;
  [...pValues.entries()]
    .sort(([, a], [, b]) => a - b)
    .forEach(([index, p], rank) => {
      running = Math.max(running, Math.min(1, p * (pValues.length - rank)));
      adjusted[index] = running;
    });
  return adjusted;
}
