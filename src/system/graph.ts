/** Where the edges of a graph lead from a node: to its parents, or to its children. */
type Leads = (id: string) => Iterable<string>;

/** All that `starts` lead to, themselves included, in no particular order. */
export function reachable(starts: Iterable<string>, leads: Leads): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [...starts];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    pending.push(...leads(id));
  }
  return found;
}

/** All that `id` descends from, without itself. */
export function ancestors(id: string, parentsOf: Leads): ReadonlySet<string> {
  const found = new Set(reachable(parentsOf(id), parentsOf));
  found.delete(id);
  return found;
}

/**
 * The length of the longest path to each of `ids` from a node without parents: what a layer reads stands in the layers
 * before it. Parents that are not among `ids` do not count, nor does an edge that closes a circle.
 */
export function layers(ids: Iterable<string>, parentsOf: Leads): ReadonlyMap<string, number> {
  const all = new Set(ids);
  const found = new Map<string, number>();
  const entered = new Set<string>();
  const pending = [...all].reverse();
  for (let id = pending.at(-1); id !== undefined; id = pending.at(-1)) {
    const parents = [...parentsOf(id)].filter((parent) => all.has(parent));
    const unknown = parents.filter((parent) => !found.has(parent) && !entered.has(parent));
    entered.add(id);
    if (unknown.length > 0) {
      pending.push(...unknown);
      continue;
    }
    pending.pop();
    if (!found.has(id)) found.set(id, below(parents, found));
  }
  return found;
}

const below = (parents: readonly string[], layer: ReadonlyMap<string, number>): number =>
  parents.reduce((deepest, parent) => Math.max(deepest, (layer.get(parent) ?? -1) + 1), 0);
