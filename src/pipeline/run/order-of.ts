import type {StageCode} from '../code/code.ts';
import type {LineageNode} from '../define.ts';
import type {CellOrder, OrderInput, OrderMember} from '../executors/order.ts';
import {keyOf} from '../fingerprint.ts';
import {isMany, parentsOf, type PipelineNode, type Wire} from '../node.ts';
import type {Planner} from '../plan.ts';
import type {Json} from '../../system/json.ts';

/** One cell that is to run. */
export interface Cell {
  readonly node: PipelineNode;
  readonly key: string;
  /** What the key is the hash of. */
  readonly preimage: Json;
  readonly code: StageCode;
  readonly lineage: readonly LineageNode[];
}

/** Why a cell cannot be ordered as it was decided: an input has no result any more, or another one. */
export type NoOrder =
  {readonly type: 'lost'; readonly upstream: string} | {readonly type: 'changed'};

/** Writes down what the planner knows of a cell. `seconds`: how long it is expected to take. */
export function orderOf(cell: Cell, planner: Planner, seconds: number): CellOrder | NoOrder {
  const {node, key, preimage, code, lineage} = cell;
  const inputs: Record<string, OrderInput> = {};
  for (const [name, wire] of Object.entries(node.inputs)) {
    const members = [wire].flat().map((one) => memberOf(one, planner));
    const lost = members.find(
      (one) => one.output === undefined && planner.settlement(one.node) !== 'missing',
    );
    if (lost) return {type: 'lost', upstream: lost.node};
    inputs[name] = {many: isMany(wire), members};
  }
  if (!isCurrent(cell, planner)) return {type: 'changed'};
  const {cpus, memoryMB, gpu} = node.resources;
  const {bundle, file, imports, packages} = code;
  return {
    key,
    node: node.id,
    stage: node.stage.name,
    preimage,
    code: {bundle, file, imports, packages},
    parameters: node.parameters,
    inputs,
    outputs: outputsOf(node),
    seed: node.seed,
    lineage,
    reads: readsOf(node, planner),
    needs: {cpus, memoryMB, gpu, seconds},
  };
}

/** Whether the inputs of a cell are those of its key. */
export function isCurrent({node, key}: Pick<Cell, 'node' | 'key'>, planner: Planner): boolean {
  const isOpen = parentsOf(node).some((id) => planner.settlement(id) === undefined);
  return !isOpen && keyOf(planner.fingerprint(node)) === key;
}

function memberOf({node, name, kind, about}: Wire, planner: Planner): OrderMember {
  const output = planner.content({node, name, kind});
  return {node, ...(about !== undefined && {about}), ...(output && {output})};
}

const outputsOf = ({stage}: PipelineNode): CellOrder['outputs'] =>
  Object.fromEntries(
    Object.entries(stage.outputs).map(([name, {name: kind, form}]) => [name, {kind, form}]),
  );

const readsOf = (node: PipelineNode, planner: Planner): readonly string[] =>
  parentsOf(node).flatMap((id) => {
    const settled = planner.settlement(id);
    return settled === undefined || settled === 'missing' ? [] : [settled.key];
  });
