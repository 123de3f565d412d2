import path from 'node:path';
import {z} from 'zod';
import type {PipelineNode} from '../node.ts';
import {replaceFile} from '../../system/atomic-file.ts';
import {remember} from '../remember.ts';
import {recall} from '../side-files.ts';

/** By node and by what its stage declared for it [s]: profiles have nodes of one name and of other sizes. */
const Measured = z.record(z.string(), z.record(z.string(), z.number()));
/** Measured times [s] of one node, by what was declared. */
type Sizes = z.output<typeof Measured>[string];

/** Measured times of cells that were declared alike. */
interface Sum {
  seconds: number;
  count: number;
}

/** How long nodes took [s], in `durations.json` of the store's folder; an estimate, never a fact. */
export class Durations {
  readonly #file: string;
  /** Read when it is first needed. */
  #measured: Map<string, Sizes> | undefined;
  /** By every name that a cell lies under (`train/E1/lr=0.1`, `train/E1`, …), by what was declared. */
  readonly #under = new Map<string, Map<number, Sum>>();
  /** What this run took is not looked at before the next: an order of cells that shifts would be hard to follow. */
  readonly #recorded = new Map<string, Sizes>();

  constructor(storeFolder: string) {
    this.#file = path.join(storeFolder, 'durations.json');
  }

  /**
   * What its stage declares, times how that turned out for the cells nearest by name and, among
   * these, nearest in size: at best itself, else other seeds, other cells of its experiment, its stage.
   */
  estimate(node: PipelineNode): number {
    const own = this.#load().get(node.id);
    const expected = declared(node);
    const known = [own && sumsOf(own), ...namesAbove(node.id).map((name) => this.#under.get(name))];
    const sums = known.find((each) => each !== undefined);
    return sums ? expected * ratioNear(expected, sums) : expected;
  }

  record(node: PipelineNode, seconds: number): void {
    this.#recorded.set(node.id, {...this.#recorded.get(node.id), [declared(node)]: seconds});
  }

  save(): void {
    if (this.#recorded.size === 0) return;
    const measured = this.#load();
    for (const [id, sizes] of this.#recorded) measured.set(id, {...measured.get(id), ...sizes});
    remember(() => replaceFile(this.#file, JSON.stringify(Object.fromEntries(measured))));
    this.#recorded.clear();
  }

  #load(): Map<string, Sizes> {
    if (this.#measured) return this.#measured;
    this.#measured = read(this.#file);
    for (const [node, sizes] of this.#measured) {
      for (const [expected, seconds] of Object.entries(sizes)) this.#add(node, +expected, seconds);
    }
    return this.#measured;
  }

  #add(node: string, expected: number, seconds: number): void {
    for (const name of namesAbove(node)) {
      const sums = this.#under.get(name) ?? new Map<number, Sum>();
      this.#under.set(name, sums);
      const sum = sums.get(expected) ?? {seconds: 0, count: 0};
      sums.set(expected, {seconds: sum.seconds + seconds, count: sum.count + 1});
    }
  }
}

/** Never zero: it is divided by. */
const declared = ({stage, parameters}: PipelineNode): number =>
  Math.max(stage.resources(parameters).seconds, 1e-3);

/** What `a/b/c` lies under: `a/b`, `a`. */
function namesAbove(id: string): string[] {
  const parts = id.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, parts.length - 1 - index).join('/'));
}

/** What was measured of one node. */
const sumsOf = (sizes: Sizes): ReadonlyMap<number, Sum> =>
  new Map(Object.entries(sizes).map(([size, seconds]) => [+size, {seconds, count: 1}]));

/** Measured over declared, for the cells whose declared size is nearest to `expected`. */
function ratioNear(expected: number, sums: ReadonlyMap<number, Sum>): number {
  const distance = (size: number) => Math.abs(Math.log(size / expected));
  const nearest = [...sums.keys()].reduce((a, b) => (distance(b) < distance(a) ? b : a));
  const sum = sums.get(nearest);
  return sum === undefined ? 1 : sum.seconds / sum.count / nearest;
}

/** Estimates that cannot be read are no estimates. */
function read(file: string): Map<string, Sizes> {
  try {
    return new Map(Object.entries(Measured.parse(JSON.parse(recall(file) ?? ''))));
  } catch {
    return new Map();
  }
}
