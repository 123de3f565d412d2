import {DirectedGraph} from 'graphology';
import {wiresOf} from '../../pipeline/node.ts';
import {exitCodes, type ExitCode} from '../exit-codes.ts';
import {openTargets, type Session} from '../session.ts';

interface Graph {
  readonly nodes: readonly string[];
  readonly edges: readonly (readonly [from: string, to: string])[];
}

/** The graph of the stages; with a target, of the cells that it needs. */
export async function graphCommand(session: Session): Promise<ExitCode> {
  const {options, logger} = session;
  const {pipeline, targets} = await openTargets(session);
  const selected = pipeline.select(options.target ? targets : pipeline.nodes.values());
  const stageOf = (id: string) => id.slice(0, id.indexOf('/'));
  const name = options.target ? (id: string) => id : stageOf;
  const merged = new DirectedGraph();
  for (const node of selected) {
    merged.mergeNode(name(node.id));
    for (const wire of wiresOf(node)) merged.mergeDirectedEdge(name(wire.node), name(node.id));
  }
  const graph: Graph = {
    nodes: merged.nodes(),
    edges: merged.mapEdges((_edge, _attributes, from, to) => [from, to]),
  };
  const {graph: format = 'json'} = options;
  const printers = {dot: toDot, mermaid: toMermaid, json: toJson};
  logger.result({type: 'graph', ...graph}, printers[format](graph));
  return exitCodes.ok;
}

const toDot = ({nodes, edges}: Graph) => [
  'digraph pipeline {',
  '  rankdir=LR;',
  ...nodes.map((node) => `  ${JSON.stringify(node)};`),
  ...edges.map(([from, to]) => `  ${JSON.stringify(from)} -> ${JSON.stringify(to)};`),
  '}',
];

/** Mermaid allows few characters in names, so nodes are numbered. */
function toMermaid({nodes, edges}: Graph): string[] {
  const numbers = new Map(nodes.map((node, index) => [node, `n${index}`]));
  return [
    'flowchart LR',
    ...nodes.map((node) => `  ${numbers.get(node) ?? ''}["${node}"]`),
    ...edges.map(([from, to]) => `  ${numbers.get(from) ?? ''} --> ${numbers.get(to) ?? ''}`),
  ];
}

const toJson = (graph: Graph) => JSON.stringify(graph, undefined, 2).split('\n');
