import type {Manifest, PendingOutput, Store} from '../../store/types.ts';
import type {ArtifactFile} from '../artifact.ts';
import type {StageCode} from '../code/code.ts';
import type {LineageNode} from '../define.ts';
import type {Executor} from '../executors/executor.ts';
import type {Task, TaskMember} from '../executors/messages.ts';
import {fullDisk, isDiskFull, isTransient, type Failure} from '../failure.ts';
import {keyOf} from '../fingerprint.ts';
import {isMany, type Output, type PipelineNode} from '../node.ts';
import type {Planner} from '../plan.ts';
import {makeScratch, type Scratch} from './scratch.ts';
import type {Json} from '../../system/json.ts';
import {mapParallel} from '../../system/parallel.ts';
import {systemCode} from '../../system/system-error.ts';
import {isNotice} from '../../system/expected-error.ts';

/** One cell that is to run. */
export interface Cell {
  readonly node: PipelineNode;
  readonly key: string;
  /** What the key is the hash of. */
  readonly preimage: Json;
  readonly code: StageCode;
  readonly lineage: readonly LineageNode[];
}

/** How an attempt at a cell ended. */
export type AttemptResult =
  | {readonly type: 'finished'; readonly manifest: Manifest}
  /** An input is gone from the store: the node that makes it must run again first. */
  | {readonly type: 'lost'; readonly upstream: string}
  /** An input was lost and made again, with other bytes, since the key was made. */
  | {readonly type: 'changed'}
  | {readonly type: 'failed'; readonly failure: Failure};

export interface CellHooks {
  readonly onProgress: (done: number, total: number, unit: string) => void;
  readonly onLog: (message: string) => void;
  readonly timeoutSeconds: number | undefined;
  /** Facts of this execution, for the manifest; asked when the body has ended. */
  readonly provenance: () => Readonly<Record<string, Json>>;
}

/** Number of inputs that are fetched at a time. */
const inputsAtOnce = 4;

/** What is done with outputs that are complete. */
type Completion = (pending: Readonly<Record<string, PendingOutput>>) => Promise<AttemptResult>;

/** Carries out attempts: inputs out of the store, the body in a worker, outputs into the store. */
export class CellRunner {
  readonly #store: Store;
  readonly #storeFolder: string;
  readonly #planner: Planner;
  readonly #executor: Executor;

  constructor(store: Store, storeFolder: string, planner: Planner, executor: Executor) {
    this.#store = store;
    this.#storeFolder = storeFolder;
    this.#planner = planner;
    this.#executor = executor;
  }

  /** Runs the body and publishes its outputs, all or none. `attempt` is unique. */
  attempt(cell: Cell, attempt: string, hooks: CellHooks): Promise<AttemptResult> {
    return this.#withScratch(cell, attempt, hooks, async (pending) => {
      const manifest = await this.#store.publish(
        {
          key: cell.key,
          node: cell.node.id,
          stage: cell.node.stage.name,
          preimage: cell.preimage,
          provenance: hooks.provenance(),
        },
        pending,
      );
      return {type: 'finished', manifest};
    });
  }

  /** What the disk or the store refuses fails this cell alone; anything else is a bug. */
  async #withScratch(
    cell: Cell,
    attempt: string,
    hooks: CellHooks,
    complete: Completion,
  ): Promise<AttemptResult> {
    let scratch: Scratch | undefined;
    try {
      scratch = makeScratch(this.#storeFolder, cell.key, attempt);
      const result = await this.#inScratch(cell, scratch, hooks, complete);
      // What made a body throw may stand in its state: the next attempt starts afresh.
      const over = result.type !== 'failed' || result.failure.code === 'BODY_THREW';
      const again = result.type === 'failed' && result.failure.transient;
      await (over && !again ? scratch.remove() : scratch.clear());
      return result;
    } catch (error) {
      await scratch?.clear().catch(ignoreRefusal);
      if (systemCode(error) === undefined) throw error;
      return {type: 'failed', failure: storeFailure(error)};
    }
  }

  async #inScratch(
    cell: Cell,
    scratch: Scratch,
    hooks: CellHooks,
    complete: Completion,
  ): Promise<AttemptResult> {
    const inputs = await this.#checkOut(cell.node, scratch);
    if (typeof inputs === 'string') return {type: 'lost', upstream: inputs};
    if (keyOf(this.#planner.fingerprint(cell.node)) !== cell.key) return {type: 'changed'};
    const pending = pendingOutputs(cell.node, scratch);
    const task = taskOf(cell, inputs, pending, scratch.resume);
    const failure = await this.#executor.execute(task, hooks);
    return failure ? {type: 'failed', failure} : complete(pending);
  }

  /** The inputs as files; or the node whose output is lost. */
  async #checkOut(node: PipelineNode, scratch: Scratch): Promise<Task['inputs'] | string> {
    const inputs: Record<string, Task['inputs'][string]> = {};
    for (const [name, wire] of Object.entries(node.inputs)) {
      const outputs = [wire].flat();
      const files = await mapParallel(outputs, inputsAtOnce, (output, index) =>
        this.#checkOutOne(output, scratch.input(`${name}-${index}`)),
      );
      const lost = files.indexOf('lost');
      if (lost !== -1) return outputs[lost].node;
      const members = files.map((file, index): TaskMember => {
        const {node: from, about} = outputs[index];
        return {
          node: from,
          ...(about !== undefined && {about}),
          ...(file !== undefined && file !== 'lost' && {file}),
        };
      });
      const [first] = members;
      if (isMany(wire)) inputs[name] = members;
      else if (first.file) inputs[name] = first.file;
    }
    return inputs;
  }

  async #checkOutOne(output: Output, folder: string): Promise<ArtifactFile | 'lost' | undefined> {
    const record = this.#planner.content(output);
    if (!record) return this.#planner.settlement(output.node) === 'missing' ? undefined : 'lost';
    try {
      const file = await this.#store.checkout(record, folder);
      return {kind: record.kind, path: file, sha256: record.sha256};
    } catch (error) {
      if (systemCode(error) === 'STORE_BLOB_LOST') return 'lost';
      throw error;
    }
  }
}

function pendingOutputs(node: PipelineNode, scratch: Scratch): Record<string, PendingOutput> {
  const pending: Record<string, PendingOutput> = {};
  for (const [name, {name: kind, form}] of Object.entries(node.stage.outputs)) {
    pending[name] = {kind, form, path: scratch.output(name)};
  }
  return pending;
}

function taskOf(
  {node, code, lineage}: Cell,
  inputs: Task['inputs'],
  pending: Readonly<Record<string, PendingOutput>>,
  scratch: string,
): Task {
  const outputs: Record<string, Task['outputs'][string]> = {};
  for (const [name, {kind, path: file}] of Object.entries(pending)) {
    outputs[name] = {kind, path: file};
  }
  return {
    bundle: {file: code.file, sha256: code.bundle},
    parameters: node.parameters,
    inputs,
    outputs,
    seed: node.seed,
    lineage,
    scratch,
  };
}

/** What could not be tidied up is in nobody's way: the next attempt has names of its own. */
const ignoreRefusal = (): void => undefined;

function storeFailure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (isDiskFull(error)) return fullDisk(message);
  const told = isNotice(error) ? error : undefined;
  const received = told?.received ?? '';
  if (told?.code === 'STORE_OUTPUT_INVALID')
    return {code: 'OUTPUT_MISSING', message, received, next: told.next, transient: false};
  const next =
    told?.next ?? 'See that the disk of the store has room and can be written, then run again.';
  return {code: 'STORE_FAILED', message, received, next, transient: isTransient(error)};
}
