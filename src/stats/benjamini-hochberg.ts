/**
 * Benjamini and Hochberg's step-up correction (1995): adjusted p-values, in the order given. Rejecting where they are
 * at most α holds the expected share of false rejections to α, for tests that are independent or positively dependent.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const adjusted = new Array<number>(pValues.length).fill(1);
  let running = 1;
  [...pValues.entries()]
    .sort(([, a], [, b]) => b - a)
    .forEach(([index, p], place) => {
      running = Math.min(running, (p * pValues.length) / (pValues.length - place));
      adjusted[index] = running;
    });
  return adjusted;
}
