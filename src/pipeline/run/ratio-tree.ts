/** A step from many cells to few: what they are called together, and how far they may part from those above. */
export interface Level {
  readonly name: string;
  /** Standard deviation of the logarithm of their common ratio, less that of the level above. */
  readonly spread: number;
}

/** What the cells below a group tell of its ratio: mean and 1/variance of a logarithm. */
interface Evidence {
  readonly precision: number;
  readonly mean: number;
}

/** Cells that share a ratio of measured to guessed time. */
export class RatioGroup {
  readonly parent: RatioGroup | undefined;
  /** How far it may part from its parent. */
  readonly variance: number;
  readonly children = new Map<string, RatioGroup>();
  /** Expected logarithm of the ratio, given all that was seen. */
  mean = 0;
  /** What is still to be done here and not below [s], and the variance of what is each cell's own [s²]. */
  load = 0;
  ownVariance = 0;
  #precision = 0;
  #weighted = 0;
  #below: Evidence = {precision: 0, mean: 0};

  constructor(spread: number, parent?: RatioGroup) {
    this.variance = spread ** 2;
    this.parent = parent;
  }

  /** The group that `levels` lead to. */
  at(levels: readonly Level[]): RatioGroup {
    const [level, ...deeper] = levels;
    if (levels.length === 0) return this;
    const child = this.children.get(level.name) ?? new RatioGroup(level.spread, this);
    this.children.set(level.name, child);
    return child.at(deeper);
  }

  /** Takes in what one cell showed: the logarithm of measured over guessed, and how uncertain that is. */
  see(logRatio: number, variance: number): void {
    this.#precision += 1 / variance;
    this.#weighted += logRatio / variance;
  }

  /** Takes back what was said to {@link see}. */
  unsee(logRatio: number, variance: number): void {
    this.#precision -= 1 / variance;
    this.#weighted -= logRatio / variance;
  }

  /** Finds the means of this group and all below: by Bayes' rule, from the leaves up and down again. */
  settle(): void {
    this.#gather();
    this.#spread(0);
  }

  /** Variance [s²] of all that is still to be done here and below, given all that was seen; for the topmost group. */
  uncertainty(): number {
    const {slope, variance} = this.#vary();
    return variance + slope ** 2 * this.variance * this.#kept;
  }

  /** The same for a known ratio of this group, and how much the sum varies with that ratio [s]. */
  #vary(): {readonly slope: number; readonly variance: number} {
    let [slope, variance] = [this.load, this.ownVariance];
    for (const child of this.children.values()) {
      const below = child.#vary();
      slope += child.#kept * below.slope;
      variance += below.variance + below.slope ** 2 * child.variance * child.#kept;
    }
    return {slope, variance};
  }

  /** The part of its parent's mean that a group keeps, where evidence pulls it away. */
  get #kept(): number {
    return 1 / (1 + this.variance * this.#below.precision);
  }

  #gather(): Evidence {
    let [precision, weighted] = [this.#precision, this.#weighted];
    for (const child of this.children.values()) {
      const below = child.#gather();
      const passed = below.precision / (1 + child.variance * below.precision);
      precision += passed;
      weighted += passed * below.mean;
    }
    this.#below = {precision, mean: precision > 0 ? weighted / precision : 0};
    return this.#below;
  }

  #spread(above: number): void {
    const kept = this.#kept;
    this.mean = kept * above + (1 - kept) * this.#below.mean;
    for (const child of this.children.values()) child.#spread(this.mean);
  }
}
