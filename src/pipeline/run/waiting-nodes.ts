import {childrenOf, parentsOf, type PipelineNode} from '../node.ts';

/** Nodes that wait for what they read, or for another run. */
export class WaitingNodes {
  readonly #nodes: readonly PipelineNode[];
  readonly #isOpen: (id: string) => boolean;
  /** Found when the first of them may be freed. */
  #children: ReadonlyMap<string, readonly PipelineNode[]> | undefined;
  /** With the number of inputs that are still open. */
  readonly #waiting = new Map<string, {readonly node: PipelineNode; open: number}>();

  /** `isOpen`: whether a node has not ended yet. */
  constructor(nodes: readonly PipelineNode[], isOpen: (id: string) => boolean) {
    this.#nodes = nodes;
    this.#isOpen = isOpen;
  }

  add(node: PipelineNode): void {
    this.#waiting.set(node.id, {node, open: this.#openInputs(node)});
  }

  /** Lets a node go that waits, unless something that it reads is open; whether it was let go. */
  release(node: PipelineNode): boolean {
    if (!this.#waiting.has(node.id)) return false;
    const free = this.#openInputs(node) === 0;
    if (free) this.#waiting.delete(node.id);
    else this.add(node);
    return free;
  }

  /** All that wait now. */
  all(): readonly PipelineNode[] {
    return Array.from(this.#waiting.values(), ({node}) => node);
  }

  /** What waited for the node `id` last. Each is looked for in its turn: meanwhile others may be let go. */
  *freedBy(id: string): Generator<PipelineNode> {
    if (this.#waiting.size === 0) return;
    this.#children ??= childrenOf(this.#nodes);
    for (const child of this.#children.get(id) ?? []) {
      const waiting = this.#waiting.get(child.id);
      if (waiting && --waiting.open <= 0) yield child;
    }
  }

  #openInputs(node: PipelineNode): number {
    return parentsOf(node).filter(this.#isOpen).length;
  }
}
