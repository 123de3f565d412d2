import type {NumberedFigure} from './draw/drawn-figure.ts';

/**
 * The figures that stand open: the first one of each claim. All others show more than is judged, and fold under
 * "Robustness".
 */
export function decidingFigures<Drawn extends NumberedFigure>(
  drawn: readonly Drawn[],
): ReadonlySet<Drawn> {
  const claims = new Set(drawn.flatMap(({figure}) => figure.claims));
  return new Set(
    [...claims].flatMap((claim) => drawn.find(({figure}) => figure.claims.includes(claim)) ?? []),
  );
}
