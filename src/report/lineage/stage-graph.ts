import type {LineageNode} from '../../pipeline/define.ts';
import {layers} from '../../system/graph.ts';

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
  const layerOf = layers(stages, (stage) => parents.get(stage) ?? []);
  const boxes = stages.map((stage, index) => {
    const members = lineage.filter((node) => node.stage === stage);
    const layer = layerOf.get(stage) ?? 0;
    return {
      stage,
      nodes: members.length,
      finished: members.filter((node) => node.finished).length,
      layer,
      place: stages.slice(0, index).filter((other) => layerOf.get(other) === layer).length,
    };
  });
  const edges = stages.flatMap((to) => [...(parents.get(to) ?? [])].map((from) => ({from, to})));
  return {boxes, edges};
}
