/**
 * The smallest effects that matter, fixed before the runs that are judged by them: a claim of a sign is contradicted
 * when the effect is surely smaller.
 */
export const smallest = {
  /** Of a rank correlation ρ [1]. */
  correlation: 0.3,
  /** Of the natural logarithm of a ratio of norms or widths: a quarter more [1]. */
  logRatio: Math.log(1.25),
  /** Of a difference of accuracies: a point [1]. */
  accuracy: 0.01,
} as const;
