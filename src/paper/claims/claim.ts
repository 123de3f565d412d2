/**
 * One thing that must hold for a claim. `below`/`above`: the quantity lies on that side of `bound`.
 * `within`: it lies in [−bound, bound] (an equivalence claim, two one-sided tests).
 */
export interface Criterion {
  readonly id: string;
  /** What is measured, in words, with its unit. */
  readonly quantity: string;
  readonly expect: 'below' | 'above' | 'within';
  readonly bound: number;
}

/** A claim of the talk as data: fixed before any run. All criteria must hold. */
export interface Claim {
  readonly id: string;
  readonly experiment: string;
  /** The claim in one short sentence. */
  readonly title: string;
  /** Heading of the slide, as in the talk, and the slide's own words. */
  readonly slide: {readonly heading: string; readonly words: string};
  readonly criteria: readonly Criterion[];
  /** The test and the decision rule in words. */
  readonly rule: string;
  /** The paper's own figure for this claim, where it gives one, with its source tag. */
  readonly paper?: string;
  /** Choices that the slides do not make, each with its source tag (see docs). */
  readonly assumptions: readonly string[];
}
