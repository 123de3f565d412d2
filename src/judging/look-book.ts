import type {ClaimVerdict} from './results.ts';

type Counts = Readonly<Partial<Record<string, number>>>;

/** How often claims have been looked at so far, each time with more seeds. Experiments that grow together share a name. */
export interface LookBook {
  /** Seeds at each look that there can be; none for a profile with a single look. */
  readonly seeds: (profile: string) => readonly number[];
  /** Looks so far, by name. */
  readonly committed: (profile: string) => Counts;
  /** The name under which the looks of a claim are counted; undefined where there is one look only. */
  readonly nameOf: (claim: string) => string | undefined;
  /** Plans go by these numbers from now on. */
  readonly use: (profile: string, looks: Counts) => void;
  /** Commits what is in use to the file that holds it, and says which that is. */
  readonly save: () => string;
}

/** One more look for what has undecided claims. */
export interface Extension {
  readonly name: string;
  readonly claims: readonly string[];
  /** Looks so far, this one not among them. */
  readonly looks: number;
}

/** What can be done for the undecided claims of a profile. */
export interface Extensions {
  readonly undecided: readonly string[];
  /** In the order of the claims. */
  readonly raised: readonly Extension[];
  /** Undecided claims whose last committed look is not judged yet. */
  readonly pending: readonly string[];
}

/** One more look for every undecided claim that has looks left and was judged at all that are committed. */
export function extensionsOf(
  verdicts: readonly ClaimVerdict[],
  {committed, nameOf, seeds}: Pick<LookBook, 'committed' | 'nameOf' | 'seeds'>,
  profile: string,
): Extensions {
  const undecided = verdicts.filter(({verdict}) => verdict === 'inconclusive');
  const [last, counts] = [seeds(profile).length, committed(profile)];
  const raised = new Map<string, Extension>();
  const pending: string[] = [];
  for (const claim of undecided) {
    const name = nameOf(claim.claim);
    if (name === undefined) continue;
    const looks = counts[name] ?? 1;
    if (looksBehind(claim) < looks) pending.push(claim.claim);
    else if (looks < last) {
      const claims = [...(raised.get(name)?.claims ?? []), claim.claim];
      raised.set(name, {name, claims, looks});
    }
  }
  return {undecided: undecided.map(({claim}) => claim), raised: [...raised.values()], pending};
}

/** Looks that a verdict rests on; one where nothing was estimated says no more than that it was looked at. */
const looksBehind = ({evidence}: ClaimVerdict): number =>
  Math.max(1, ...(evidence?.estimates ?? []).map(({looks}) => looks?.length ?? 1));
