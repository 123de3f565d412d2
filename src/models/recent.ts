/** Something that takes memory. */
interface Sized<Value> {
  readonly value: Value;
  readonly bytes: number;
}

/**
 * The latest results of a pure function, as many as take no more than `mostBytes` together. A key names
 * all that its result depends on. Whoever gets a result must not write to it.
 */
export class Recent<Value> {
  readonly #mostBytes: number;
  readonly #kept = new Map<string, Sized<Value>>();

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** The result that is kept under `key`; or a new one, which is kept from now on. */
  get(key: string, make: () => Sized<Value>): Value {
    const result = this.#kept.get(key) ?? make();
    this.#kept.delete(key);
    this.#kept.set(key, result);
    let bytes = [...this.#kept.values()].reduce((sum, each) => sum + each.bytes, 0);
    for (const [oldest, each] of this.#kept) {
      if (bytes <= this.#mostBytes) break;
      this.#kept.delete(oldest);
      bytes -= each.bytes;
    }
    return result.value;
  }
}
