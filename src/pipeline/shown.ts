/** What a study says of one of its artifacts to a person who asks for it. */
export interface Shown {
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly curves: readonly Curve[];
}

/** A curve to be drawn. */
export interface Curve {
  /** What it is, with its unit. */
  readonly title: string;
  /** What runs to the right, with its unit. */
  readonly along: string;
  /** In the order of x; a value that is null (not finite) leaves a gap. */
  readonly points: readonly (readonly [x: number, y: number | null])[];
}
