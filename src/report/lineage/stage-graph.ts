import type {LineageNode} from '../../pipeline/define.ts';

/** One stage of the pipeline's picture: where it stands and how many nodes it has. */
export interface StageBox {
  readonly stage: string;
  readonly nodes: number;
  readonly finished: number;
  /** Longest path from a source. */
  readonly layer: number;
  /** Place within its layer, from 0. */
  readonly place: number;
}

export interface StageGraph {
  readonly boxes: readonly StageBox[];
  readonly edges: readonly {readonly from: string; readonly to: string}[];
}

/** The DAG of nodes folded into the DAG of their stages. */
export function stageGraph(lineage: readonly LineageNode[]): StageGraph {
  const stageOf = new Map(lineage.map((node) => [node.node, node.stage]));
  const stages = [...new Set(stageOf.values())];
  const parents = new Map(stages.map((stage) => [stage, new Set<string>()]));
  for (const node of lineage) {
    for (const parent of node.parents) {
      const stage = stageOf.get(parent);
      if (stage !== undefined && stage !== node.stage) parents.get(node.stage)?.add(stage);
    }
  }
  const layers = new Map<string, number>();
  const layerOf = (stage: string): number => {
    const known = layers.get(stage);
    if (known !== undefined) return known;
    const above = [...(parents.get(stage) ?? [])].map(layerOf);
    const layer = above.length === 0 ? 0 : Math.max(...above) + 1;
    layers.set(stage, layer);
    return layer;
  };
  const boxes = stages.map((stage, index) => {
    const members = lineage.filter((node) => node.stage === stage);
    const layer = layerOf(stage);
    return {
      stage,
      nodes: members.length,
      finished: members.filter((node) => node.finished).length,
      layer,
      place: stages.slice(0, index).filter((other) => layerOf(other) === layer).length,
    };
  });
  const edges = stages.flatMap((to) => [...(parents.get(to) ?? [])].map((from) => ({from, to})));
  return {boxes, edges};
}
