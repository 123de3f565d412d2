/** What can start now, the most urgent first; equals in the order they came. */
export class ReadyQueue<Item> {
  readonly #items: {readonly item: Item; readonly priority: number}[] = [];

  get size(): number {
    return this.#items.length;
  }

  add(item: Item, priority: number): void {
    let [low, high] = [0, this.#items.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#items[middle].priority >= priority) low = middle + 1;
      else high = middle;
    }
    this.#items.splice(low, 0, {item, priority});
  }

  /** Takes out the most urgent item that `fits`. */
  take(fits: (item: Item) => boolean): Item | undefined {
    const index = this.#items.findIndex(({item}) => fits(item));
    return index === -1 ? undefined : this.#items.splice(index, 1)[0].item;
  }
}
