import {readFileSync} from 'node:fs';
import path from 'node:path';
import {z} from 'zod';
import {replaceFile} from '../files.ts';
import type {PipelineNode} from '../node.ts';

const Seconds = z.record(z.string(), z.number());

/** How long nodes took [s], in `durations.json` of the store's folder; an estimate, never a fact. */
export class Durations {
  readonly #file: string;
  readonly #nodes: readonly PipelineNode[];
  /** By node; read when it is first needed. */
  #measured: Map<string, number> | undefined;
  /** By stage: measured over declared. */
  #ratios: ReadonlyMap<string, number> = new Map();
  #dirty = false;

  /** `nodes`: those that stages' declarations are compared on. */
  constructor(storeFolder: string, nodes: readonly PipelineNode[]) {
    this.#file = path.join(storeFolder, 'durations.json');
    this.#nodes = nodes;
  }

  /** As measured last; else as declared, corrected by how its stage's declarations turned out. */
  estimate(node: PipelineNode): number {
    const measured = this.#load().get(node.id);
    return measured ?? declared(node) * (this.#ratios.get(node.stage.name) ?? 1);
  }

  record(node: string, seconds: number): void {
    this.#load().set(node, seconds);
    this.#dirty = true;
  }

  save(): void {
    if (!this.#dirty) return;
    replaceFile(this.#file, JSON.stringify(Object.fromEntries(this.#load())));
    this.#dirty = false;
  }

  #load(): Map<string, number> {
    if (this.#measured) return this.#measured;
    this.#measured = read(this.#file);
    this.#ratios = ratios(this.#nodes, this.#measured);
    return this.#measured;
  }
}

const declared = ({stage, parameters}: PipelineNode): number => stage.resources(parameters).seconds;

function ratios(
  nodes: readonly PipelineNode[],
  measured: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const sums = new Map<string, {measured: number; declared: number}>();
  for (const node of nodes) {
    const seconds = measured.get(node.id);
    if (seconds === undefined) continue;
    const sum = sums.get(node.stage.name) ?? {measured: 0, declared: 0};
    sums.set(node.stage.name, {
      measured: sum.measured + seconds,
      declared: sum.declared + declared(node),
    });
  }
  return new Map(
    [...sums]
      .filter(([, sum]) => sum.declared > 0)
      .map(([stage, sum]) => [stage, sum.measured / sum.declared]),
  );
}

/** Estimates that cannot be read are no estimates. */
function read(file: string): Map<string, number> {
  try {
    return new Map(Object.entries(Seconds.parse(JSON.parse(readFileSync(file, 'utf8')))));
  } catch {
    return new Map();
  }
}
