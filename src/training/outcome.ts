/**
 * How a run ended.
 *
 * `reached target`: it met the common train loss (and went on to its limits, where asked).
 * `completed`: it had no target and went to its limits.
 * `capped`: it met a limit before its target.
 * `stuck`: at its end it had never left chance.
 * `diverged`: its loss stopped being finite or left all bounds.
 */
export const OUTCOMES = ['reached target', 'completed', 'capped', 'stuck', 'diverged'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** A loss so many times that of the start (or of chance, if that is more) counts as diverged. */
const DIVERGENCE_FACTOR = 1000;
/** A run whose train loss was never below this part of that of chance is stuck. */
const STUCK_PART = 0.95;

/** Cross-entropy of equal probabilities for all classes [nat]. */
export const chanceLoss = (classes: number): number => Math.log(classes);

/** The loss above which a run has diverged; badly scaled initialisations may start far above chance. */
export const divergenceBound = (startLoss: number, classes: number): number =>
  DIVERGENCE_FACTOR * Math.max(startLoss, chanceLoss(classes));

/** Whether a train loss is no better than guessing. */
export const isAtChance = (loss: number, classes: number): boolean =>
  !(loss < STUCK_PART * chanceLoss(classes));
