import type {AnyKind, ArtifactFile, ArtifactSlot} from '../artifact.ts';
import type {LineageNode, Member} from '../define.ts';
import type {Json} from '../../system/json.ts';

/** The bundle of a body, and the hash it must have. */
export interface BundleFile {
  readonly file: string;
  readonly sha256: string;
}

/** One member of an input that takes many, with what is said of it. */
export type TaskMember = Member<AnyKind> & {readonly about?: Json};

/** What the body of one cell is given, as it crosses to the worker (JSON). */
export interface Task {
  readonly bundle: BundleFile;
  readonly parameters: Readonly<Record<string, Json>>;
  readonly inputs: Readonly<Record<string, ArtifactFile | readonly TaskMember[]>>;
  readonly outputs: Readonly<Record<string, ArtifactSlot>>;
  readonly seed: number;
  readonly lineage: readonly LineageNode[];
  /** The worker makes this folder when the body asks for it. */
  readonly scratch: string;
}

/** From the driver to a worker. */
export type ToWorker =
  | {readonly type: 'run'; readonly task: Task}
  /** Load the body that will be asked for, and what it needs. */
  | {readonly type: 'prepare'; readonly bundle: BundleFile}
  | {readonly type: 'stop'};

/** From a worker to the driver. */
export type FromWorker =
  /** From now on no signal that ends a job ends the worker. */
  | {readonly type: 'ready'}
  | {
      readonly type: 'progress';
      readonly done: number;
      readonly total: number;
      readonly unit: string;
    }
  | {readonly type: 'log'; readonly message: string}
  | {readonly type: 'done'}
  | {
      readonly type: 'failed';
      readonly code: 'BODY_THREW' | 'BODY_UNLOADABLE' | 'DISK_FULL' | 'STOPPED';
      readonly message: string;
      readonly received: string;
      /** What the body itself says should be done. */
      readonly next?: string;
      readonly stack: string;
      readonly transient: boolean;
    };

/** Both ends are of this project: a message that carries a type is one of the above. */
export const isToWorker = (message: unknown): message is ToWorker => hasType(message);
export const isFromWorker = (message: unknown): message is FromWorker => hasType(message);

const hasType = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'type' in message;
