import type {OutputRecord} from '../../store/types.ts';
import type {StageCode} from '../code/code.ts';
import type {LineageNode} from '../define.ts';
import type {Json} from '../../system/json.ts';

/** A member of an input: the output that it is wired to, and what is said of it there. */
export interface OrderMember {
  /** Id of the node that made it. */
  readonly node: string;
  readonly about?: Json | undefined;
  /** Absent when that node has no result, which only an input that takes many goes on with. */
  readonly output?: OutputRecord | undefined;
}

export interface OrderInput {
  readonly many: boolean;
  readonly members: readonly OrderMember[];
}

/** What an output is to be. */
export interface OrderOutput {
  readonly kind: string;
  readonly form: 'file' | 'tree';
}

/**
 * All that whoever carries out a cell must know: with the store and the project's folder it is enough, on any
 * machine. It is JSON.
 */
export interface CellOrder {
  readonly key: string;
  readonly node: string;
  readonly stage: string;
  /** What the key is the hash of. */
  readonly preimage: Json;
  readonly code: Pick<StageCode, 'bundle' | 'file' | 'imports' | 'packages'>;
  readonly parameters: Readonly<Record<string, Json>>;
  readonly inputs: Readonly<Record<string, OrderInput>>;
  readonly outputs: Readonly<Record<string, OrderOutput>>;
  readonly seed: number;
  readonly lineage: readonly LineageNode[];
  /** Keys of the results that it reads. */
  readonly reads: readonly string[];
  readonly needs: Needs;
}

/** What a cell needs while it runs. */
export interface Needs {
  readonly cpus: number;
  /** Peak resident memory [MB]. */
  readonly memoryMB: number;
  readonly gpu: boolean;
  /** Expected duration [s]. */
  readonly seconds: number;
}
