import type {Target} from './plan.ts';

/** So many steps in a row are looked at where no step of the first crossing is near enough. */
const LONGEST_WALK = 30;

/** A place where the train loss was measured. */
export interface Checked<Place> {
  readonly step: number;
  readonly loss: number;
  /** Enough to return to. */
  readonly place: Place;
}

/** What a run does after a check: goes on, returns to a place before, or has its target here or there. */
export type AfterCheck<Place> =
  {readonly kind: 'on' | 'here'} | {readonly kind: 'back' | 'there'; readonly place: Place};

/** Step after step, to the last one at most. */
interface Walk<Place> {
  readonly end: number;
  readonly nearest: Checked<Place>;
}

/**
 * Finds a step whose train loss is the target within its tolerance, so that runs of every noise are compared at
 * one loss. A check that finds too small a loss goes back to the last that found too large a one, and the steps between
 * are halved until one is near enough. Where a single step leaps over the target, as loud runs do, steps are walked
 * one after the other from there, since the loss comes and goes; the nearest counts when none of thirty is near
 * enough.
 */
export class TargetSearch<Place> {
  readonly #target: Target;
  #above: Checked<Place> | undefined;
  #below: number | null;
  #walk: Walk<Place> | undefined;

  /**
   * @param above where an interrupted run goes on
   * @param below a later step that is known to have too small a loss
   */
  constructor(target: Target, above?: Checked<Place>, below: number | null = null) {
    this.#target = target;
    this.#above = above;
    this.#below = below;
  }

  /** The last place whose loss was too large: a run that goes on from there ends in the same bytes. */
  get above(): Place | undefined {
    return this.#above?.place;
  }

  get below(): number | null {
    return this.#below;
  }

  /** Once it is known that no step of the crossing is near enough: the nearest so far. */
  get nearest(): Place | undefined {
    return this.#walk?.nearest.place;
  }

  /** Whether to look at this step; undefined on the way to the target, where time tells. */
  isDue(step: number): boolean | undefined {
    if (this.#walk) return true;
    const above = this.#above?.step;
    if (this.#below === null || above === undefined) return undefined;
    return step >= Math.max(above + 1, Math.floor((above + this.#below) / 2));
  }

  check(checked: Checked<Place>): AfterCheck<Place> {
    const {step, loss} = checked;
    if (this.#distance(checked) <= this.#target.tolerance) return {kind: 'here'};
    if (this.#walk) return this.#walkOn(this.#walk, checked);
    const above = this.#above;
    if (loss > this.#target.trainLoss) {
      this.#above = checked;
      return {kind: 'on'};
    }
    // It begins below its target.
    if (above === undefined) return {kind: 'here'};
    this.#below = step;
    if (step > above.step + 1) return {kind: 'back', place: above.place};
    this.#walk = {end: step + LONGEST_WALK, nearest: this.#nearer(above, checked)};
    return {kind: 'on'};
  }

  #walkOn({end, nearest}: Walk<Place>, checked: Checked<Place>): AfterCheck<Place> {
    const nearer = this.#nearer(nearest, checked);
    this.#walk = {end, nearest: nearer};
    return checked.step < end ? {kind: 'on'} : {kind: 'there', place: nearer.place};
  }

  #nearer(one: Checked<Place>, other: Checked<Place>): Checked<Place> {
    return this.#distance(other) < this.#distance(one) ? other : one;
  }

  #distance({loss}: Checked<Place>): number {
    return Math.abs(loss - this.#target.trainLoss);
  }
}
