import {describeChange} from '../pipeline/diff.ts';
import type {Explanation} from '../pipeline/explain.ts';

/** Explanations that differ in nothing but the cell, the claims it serves and its time. */
export interface ExplanationGroup {
  /** What the names of its nodes begin with: `train/E1`, or the whole name of a single one. */
  readonly name: string;
  readonly nodes: readonly string[];
  readonly status: Explanation['status'];
  readonly reasons: Explanation['reasons'];
  /** In words; of changes that are not the same everywhere, what changes. */
  readonly changes: readonly string[];
  /** What runs first, of all of them. */
  readonly upstream: readonly string[];
  readonly claims: readonly string[];
  /** Of all of them together [s]. */
  readonly seconds: number;
}

/** Groups the cells of a stage and an experiment that run for the same reason, in the order of the first of each. */
export function groupExplanations(explanations: readonly Explanation[]): ExplanationGroup[] {
  const groups = new Map<string, Explanation[]>();
  for (const explanation of explanations) {
    const {node, status, reasons, changes} = explanation;
    const changed = changes.map(({field, name}) => `${field} ${name}`);
    const key = JSON.stringify([familyOf(node), status, reasons, changed]);
    groups.set(key, [...(groups.get(key) ?? []), explanation]);
  }
  return [...groups.values()].map(joinAll);
}

/** Its stage and, of a cell that has several parts, the first of them: `train/E1`. */
const familyOf = (node: string): string => node.split('/').slice(0, -1).slice(0, 2).join('/');

function joinAll(group: readonly Explanation[]): ExplanationGroup {
  const [{node, status, reasons}] = group;
  return {
    name: group.length === 1 ? node : familyOf(node),
    nodes: group.map((each) => each.node),
    status,
    reasons,
    changes: changesOf(group),
    upstream: union(group.map(({upstream}) => upstream)),
    claims: union(group.map(({claims}) => claims)).sort(),
    seconds: group.reduce((sum, {seconds}) => sum + seconds, 0),
  };
}

/** A change that all have is said in full, one whose values differ by its name. */
function changesOf([first, ...others]: readonly Explanation[]): string[] {
  return first.changes.map((change, index) => {
    const said = describeChange(change);
    const isShared = others.every(({changes}) => describeChange(changes[index]) === said);
    return isShared ? said : change.name;
  });
}

const union = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];
