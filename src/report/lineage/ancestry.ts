import type {LineageNode} from '../../pipeline/define.ts';
import {ancestors} from '../../system/graph.ts';

/** All nodes of one stage that something descends from. */
export interface StageNodes {
  readonly stage: string;
  readonly nodes: number;
  readonly finished: number;
  /** Every parameter with the values it took, in words. */
  readonly parameters: readonly {readonly name: string; readonly values: string}[];
  readonly seeds: number;
  readonly environment: string;
}

/** Where an artifact comes from: its node, and its ancestors by stage. */
export interface Ancestry {
  readonly node: string;
  readonly key: string;
  readonly stages: readonly StageNodes[];
  /** Ids of what the node reads itself and is finished: raw runs, records of probes, simulations. */
  readonly raw: readonly string[];
}

/** One of the raw runs of an artifact, another for each `place`; undefined where none is finished. */
export const rawRun = ({raw}: Ancestry, place: number): string | undefined =>
  raw.at(place % Math.max(raw.length, 1));

/** The ancestry of `node`; its key reads `unknown` when the lineage does not hold it. */
export function ancestryOf(lineage: readonly LineageNode[], node: string): Ancestry {
  const byId = new Map(lineage.map((each) => [each.node, each]));
  const ids = ancestors(node, (id) => byId.get(id)?.parents ?? []);
  const above = lineage.filter((each) => ids.has(each.node));
  const {key = 'unknown', parents = []} = byId.get(node) ?? {};
  const raw = parents.filter((id) => byId.get(id)?.finished);
  return {node, key, stages: byStage(above), raw};
}

/** Nodes gathered by stage, in the order in which the stages first stand in the lineage. */
export function byStage(nodes: readonly LineageNode[]): StageNodes[] {
  const stages = [...new Set(nodes.map((node) => node.stage))];
  return stages.map((stage) => {
    const members = nodes.filter((node) => node.stage === stage);
    return {
      stage,
      nodes: members.length,
      finished: members.filter((node) => node.finished).length,
      parameters: parameterValues(members),
      seeds: new Set(members.map((node) => node.seed)).size,
      environment: environmentOf(members),
    };
  });
}

function environmentOf(nodes: readonly LineageNode[]): string {
  const facts = nodes.flatMap(({environment}) =>
    Object.entries(environment).map(([name, value]) => `${name} ${value}`),
  );
  return [...new Set(facts)].sort().join(', ');
}

function parameterValues(nodes: readonly LineageNode[]): StageNodes['parameters'] {
  const values = new Map<string, Set<string>>();
  for (const node of nodes) {
    for (const [name, value] of leaves(node.parameters, '')) {
      values.set(name, (values.get(name) ?? new Set()).add(value));
    }
  }
  return [...values].map(([name, set]) => ({name, values: inWords([...set])}));
}

const shown = 12;

function inWords(values: readonly string[]): string {
  const numeric = values.every((value) => Number.isFinite(Number(value)));
  const sorted = [...values].sort((a, b) => (numeric ? Number(a) - Number(b) : a < b ? -1 : 1));
  if (sorted.length <= shown) return sorted.join(', ');
  return `${sorted.length} values, ${sorted.at(0) ?? ''} to ${sorted.at(-1) ?? ''}`;
}

/** A long list keeps its beginning; the whole of it is in the manifest of the node. */
const shorten = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text);

/** The scalars of a JSON value by dotted path: `target.trainLoss` → `0.1`. */
function leaves(value: LineageNode['parameters'], path: string): [string, string][] {
  if (value === null || typeof value !== 'object') return [[path, String(value)]];
  if (Array.isArray(value)) return [[path, shorten(JSON.stringify(value))]];
  return Object.entries(value).flatMap(([name, child]) =>
    leaves(child, path === '' ? name : `${path}.${name}`),
  );
}
