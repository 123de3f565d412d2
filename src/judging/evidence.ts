import type {Claim, Criterion} from './claim.ts';
import type {Estimate, Evidence} from './results.ts';

/** A piece of work that a claim rests on (a run, a line); without `found` it did not finish. */
interface Planned {
  readonly found?: unknown;
}

/** What a claim is judged by. */
export interface Grounds {
  readonly planned: readonly Planned[];
  /** How each criterion is estimated, by its id. */
  readonly estimates: Readonly<Partial<Record<string, (criterion: Criterion) => Estimate>>>;
  /** What a reader must know: sentences. */
  readonly notes?: readonly string[];
}

/** Evidence for one of the claims: an estimate for every criterion, and how much of the plan stands behind it. */
export function evidence(
  claims: readonly Claim[],
  id: string,
  {planned, estimates, notes = []}: Grounds,
): Evidence {
  const claim = claims.find((candidate) => candidate.id === id);
  if (claim === undefined) throw new Error(`There is no claim ${id}.`);
  const found = claim.criteria.map((criterion) => {
    const estimate = estimates[criterion.id];
    if (estimate === undefined) throw new Error(`${id}: nothing estimates ${criterion.id}.`);
    return estimate(criterion);
  });
  return {
    claim: id,
    estimates: found,
    seeds: Math.min(...found.map(({units}) => units)),
    cells: {
      finished: planned.filter((piece) => piece.found !== undefined).length,
      planned: planned.length,
    },
    notes: [...notes],
  };
}
