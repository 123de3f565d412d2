import type {Counts} from '../events.ts';
import type {NodeRecord} from './record.ts';

/** Keeps count of how nodes ended; a node that ends again counts as it ended last. */
export class Tally {
  readonly #total: number;
  readonly #cached = new Set<string>();
  readonly #others = new Map<string, NodeRecord>();

  constructor(total: number) {
    this.#total = total;
  }

  /** All that did not simply stand there. */
  get nodes(): readonly NodeRecord[] {
    return [...this.#others.values()];
  }

  get counts(): Counts {
    const ended = {finished: 0, failed: 0, skipped: 0};
    for (const {status} of this.#others.values()) ended[status]++;
    const cancelled = this.#total - this.#cached.size - this.#others.size;
    return {cached: this.#cached.size, ...ended, cancelled};
  }

  cached(node: string): void {
    this.#others.delete(node);
    this.#cached.add(node);
  }

  add(record: NodeRecord): void {
    this.#cached.delete(record.node);
    this.#others.set(record.node, record);
  }
}
