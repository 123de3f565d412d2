import type {PendingOutput, Store} from '../../store/types.ts';
import type {ArtifactFile} from '../artifact.ts';
import type {Attempt, AttemptResult, CellHooks, Executor} from '../executors/executor.ts';
import type {Task, TaskMember} from '../executors/messages.ts';
import type {CellOrder, OrderMember} from '../executors/order.ts';
import {fullDisk, isDiskFull, isTransient, type Failure} from '../failure.ts';
import {makeScratch, type Scratch} from './scratch.ts';
import {mapParallel} from '../../system/parallel.ts';
import {systemCode} from '../../system/system-error.ts';
import {isNotice} from '../../system/expected-error.ts';

/** Number of inputs that are fetched at a time. */
const inputsAtOnce = 4;

/** What is told while a body runs, and asked before. */
export type RunHooks = Attempt & Pick<CellHooks, 'isCurrent'>;

/** What is done with outputs that are complete. */
type Completion<Result> = (pending: Readonly<Record<string, PendingOutput>>) => Promise<Result>;

/** Where {@link CellRunner} works. */
export interface RunnerPlace {
  readonly store: Store;
  /** The local folder of the store. */
  readonly storeFolder: string;
  readonly executor: Executor;
  /** Where the scratch of an attempt stands; in the store's folder when left out. */
  readonly scratch?: (key: string, attempt: string) => Scratch;
}

/** Carries out attempts: inputs out of the store, the body in a worker, outputs into the store. */
export class CellRunner {
  readonly #store: Store;
  readonly #executor: Executor;
  readonly #scratch: (key: string, attempt: string) => Scratch;

  constructor({store, storeFolder, executor, scratch}: RunnerPlace) {
    this.#store = store;
    this.#executor = executor;
    this.#scratch = scratch ?? ((key, attempt) => makeScratch(storeFolder, key, attempt));
  }

  /** Runs the body and publishes its outputs, all or none. `attempt` is unique. */
  attempt(order: CellOrder, attempt: string, hooks: CellHooks): Promise<AttemptResult> {
    hooks.onStarted();
    return this.#withScratch(order, attempt, hooks, async (pending) => {
      const {key, node, stage, preimage} = order;
      const provenance = hooks.provenance();
      const manifest = await this.#store.publish({key, node, stage, preimage, provenance}, pending);
      return {type: 'finished', manifest} as const;
    });
  }

  /** What the disk or the store refuses fails this cell alone; anything else is a bug. */
  async #withScratch<Result extends {readonly type: string}>(
    order: CellOrder,
    attempt: string,
    hooks: RunHooks,
    complete: Completion<Result>,
  ): Promise<AttemptResult | Result> {
    let scratch: Scratch | undefined;
    try {
      scratch = this.#scratch(order.key, attempt);
      const result = await this.#inScratch(order, scratch, hooks, complete);
      const failure = 'failure' in result ? result.failure : undefined;
      // What made a body throw may stand in its state: the next attempt starts afresh.
      const over = failure === undefined || failure.code === 'BODY_THREW';
      await (over && !failure?.transient ? scratch.remove() : scratch.clear());
      return result;
    } catch (error) {
      await scratch?.clear().catch(ignoreRefusal);
      if (systemCode(error) === undefined) throw error;
      return {type: 'failed', failure: storeFailure(error)};
    }
  }

  async #inScratch<Result>(
    order: CellOrder,
    scratch: Scratch,
    hooks: RunHooks,
    complete: Completion<Result>,
  ): Promise<AttemptResult | Result> {
    const inputs = await this.#checkOut(order, scratch);
    if (typeof inputs === 'string') return {type: 'lost', upstream: inputs};
    if (!hooks.isCurrent()) return {type: 'changed'};
    const pending = pendingOutputs(order, scratch);
    const task = taskOf(order, inputs, pending, scratch.resume);
    const failure = await this.#executor.execute(task, hooks);
    return failure ? {type: 'failed', failure} : complete(pending);
  }

  /** The inputs as files; or the node whose output is lost. */
  async #checkOut(order: CellOrder, scratch: Scratch): Promise<Task['inputs'] | string> {
    const inputs: Record<string, Task['inputs'][string]> = {};
    for (const [name, {many, members}] of Object.entries(order.inputs)) {
      const files = await mapParallel(members, inputsAtOnce, (member, index) =>
        this.#checkOutOne(member, scratch.input(`${name}-${index}`)),
      );
      const lost = files.indexOf('lost');
      if (lost !== -1) return members[lost].node;
      const given = files.map((file, index): TaskMember => {
        const {node, about} = members[index];
        return {
          node,
          ...(about !== undefined && {about}),
          ...(file !== undefined && file !== 'lost' && {file}),
        };
      });
      const [first] = given;
      if (many) inputs[name] = given;
      else if (first.file) inputs[name] = first.file;
    }
    return inputs;
  }

  async #checkOutOne(
    {output}: OrderMember,
    folder: string,
  ): Promise<ArtifactFile | 'lost' | undefined> {
    if (!output) return undefined;
    try {
      const file = await this.#store.checkout(output, folder);
      return {kind: output.kind, path: file, sha256: output.sha256};
    } catch (error) {
      if (systemCode(error) === 'STORE_BLOB_LOST') return 'lost';
      throw error;
    }
  }
}

function pendingOutputs(order: CellOrder, scratch: Scratch): Record<string, PendingOutput> {
  const pending: Record<string, PendingOutput> = {};
  for (const [name, {kind, form}] of Object.entries(order.outputs)) {
    pending[name] = {kind, form, path: scratch.output(name)};
  }
  return pending;
}

function taskOf(
  {code, parameters, seed, lineage}: CellOrder,
  inputs: Task['inputs'],
  pending: Readonly<Record<string, PendingOutput>>,
  scratch: string,
): Task {
  const outputs: Record<string, Task['outputs'][string]> = {};
  for (const [name, {kind, path: file}] of Object.entries(pending)) {
    outputs[name] = {kind, path: file};
  }
  const bundle = {file: code.file, sha256: code.bundle};
  return {bundle, parameters, inputs, outputs, seed, lineage, scratch};
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
