import type {SharedKeys} from './shared-keys.ts';
import type {ForgivingTier} from './forgiving-tier.ts';

/** What one clone knows of the results in a shared store, and asks for once. */
export class SharedResults {
  readonly #tier: ForgivingTier;
  readonly #keys: SharedKeys;
  #identity: Promise<string | undefined> | undefined;

  constructor(tier: ForgivingTier, keys: SharedKeys) {
    this.#tier = tier;
    this.#keys = keys;
  }

  /** Those of `keys` that the shared store may lack; mostly none, and it is not even asked. */
  async missing(keys: readonly string[]): Promise<string[]> {
    if (this.#keys.missing(keys).length === 0) return [];
    const id = await this.#id();
    if (id === undefined) return [];
    this.#keys.settle(id);
    return this.#keys.missing(keys);
  }

  /** It has the result of `key`. */
  async add(key: string): Promise<void> {
    const id = await this.#id();
    if (id !== undefined) this.#keys.add(id, key);
  }

  forget(key: string): void {
    this.#keys.forget(key);
  }

  #id(): Promise<string | undefined> {
    return (this.#identity ??= this.#tier.identity());
  }
}
