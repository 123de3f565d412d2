import type {NumberedFigure} from './draw/drawn-figure.ts';
import type {JudgedClaim} from './report-input.ts';
import type {Story} from './story.ts';

/**
 * The figure of the first screen: the first one of the claim that was decided most surely (smallest corrected p; the
 * earlier claim where two are equal) in the families that the story names; undefined where none was decided.
 */
export function heroOf<Drawn extends NumberedFigure>(
  {heroes}: Pick<Story, 'heroes'>,
  judged: readonly JudgedClaim[],
  drawn: readonly Drawn[],
): Drawn | undefined {
  const decided = judged.filter(
    ({claim, result}) =>
      heroes.includes(claim.family) &&
      (result.verdict === 'supported' || result.verdict === 'contradicted') &&
      drawn.some(({figure}) => figure.claims.includes(claim.id)),
  );
  const surest = decided
    .toSorted((a, b) => (a.result.pAdjusted ?? 1) - (b.result.pAdjusted ?? 1))
    .at(0);
  return drawn.find(({figure}) => surest && figure.claims.includes(surest.claim.id));
}
