import type {Happening} from '../events.ts';
import {asJson, type Fingerprint} from '../fingerprint.ts';
import {parentsOf, type PipelineNode} from '../node.ts';
import type {Plan} from '../open-plan.ts';
import type {BriefManifest, Decision} from '../plan.ts';
import type {Capacity} from './capacity.ts';
import type {Cell} from './order-of.ts';
import {ReadyQueue} from './ready-queue.ts';
import type {Tally} from './tally.ts';
import {urgencyOf, type Urgency} from './urgency.ts';
import {WaitingNodes} from './waiting-nodes.ts';
import {inputLost, type Work, type WorkResult} from './work.ts';

export interface SchedulerOptions {
  readonly plan: Plan;
  readonly work: Work;
  readonly capacity: Capacity;
  readonly tally: Tally;
  readonly emit: (happening: Happening) => void;
  readonly signal: AbortSignal;
}

type Run = Extract<Decision, {status: 'run'}>;

/** The outputs of two results of one node whose bytes are not the same. */
const differingOutputs = (one: BriefManifest, other: BriefManifest): string[] =>
  Object.keys(one.outputs).filter(
    (name) => one.outputs[name].sha256 !== other.outputs[name].sha256,
  );

/** Poll interval for the work of another run [ms]. */
const busyDelay = 250;

/** How often a result may be lost before it is given up on. */
const remakes = 2;

/**
 * Starts every cell when its inputs are there and the machine has room, what is begun first. A
 * node is decided on anew once everything it reads has ended: then it runs, or is cut off.
 */
export class Scheduler {
  readonly #options: SchedulerOptions;
  /** Found when a cell is first to run: where there is none, nobody asks how long cells take. */
  #urgency: Urgency | undefined;
  readonly #ready = new ReadyQueue<{node: PipelineNode; start: () => Promise<void>}>();
  readonly #waiting: WaitingNodes;
  /** What another run is at, so that it is told once. */
  readonly #elsewhere = new Set<string>();
  /** How often results turned out to be lost. */
  readonly #lost = new Map<string, number>();
  readonly #timers = new Set<NodeJS.Timeout>();
  /** Decisions and cells under way, and what waits for another run. */
  #busy = 0;
  #end: {resolve: () => void; reject: (error: unknown) => void} | undefined;

  constructor(options: SchedulerOptions) {
    this.#options = options;
    const {nodes, planner} = options.plan;
    this.#waiting = new WaitingNodes(nodes, (id) => planner.settlement(id) === undefined);
  }

  /** Resolves when every node has ended, or when the run was told to stop and no cell runs any more. */
  run(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#end = {resolve, reject};
      const {plan, signal} = this.#options;
      signal.addEventListener('abort', () => this.#stop(), {once: true});
      this.#track(async () => {
        for (const decision of plan.decisions.values()) await this.#act(decision, false);
      });
    });
  }

  #stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#busy -= this.#timers.size;
    this.#timers.clear();
    this.#pump();
  }

  /** Counts `job` as under way; what goes wrong in it is a bug and ends the run. */
  #track(job: () => Promise<void>): void {
    this.#busy++;
    job()
      .catch((error: unknown) => this.#end?.reject(error))
      .finally(() => {
        this.#busy--;
        this.#pump();
      });
  }

  #pump(): void {
    const {capacity, signal} = this.#options;
    while (!signal.aborted && !capacity.exhausted) {
      const next = this.#ready.take(({node}) => capacity.fits(node.resources));
      if (!next) break;
      this.#start(next.node, next.start);
    }
    if (this.#busy === 0 && (signal.aborted || this.#ready.size === 0)) this.#end?.resolve();
  }

  #start(node: PipelineNode, start: () => Promise<void>): void {
    const {capacity, emit} = this.#options;
    const resources = node.resources;
    if (capacity.exceeds(resources)) {
      emit({
        type: 'warning',
        code: 'RESOURCES_EXCEEDED',
        node: node.id,
        message: 'this cell needs more than the machine has; it runs alone',
      });
    }
    capacity.take(resources);
    this.#track(() => start().finally(() => capacity.release(resources)));
  }

  async #act(decision: Decision, cutOff: boolean): Promise<void> {
    const {node, status} = decision;
    switch (status) {
      case 'cached':
        await this.#cached(node, decision.manifest, cutOff);
        return;
      case 'run':
        // What it reads may be known and nowhere, and is made again first.
        if (this.#isOpen(node)) this.#waiting.add(node);
        else this.#enqueue(node, () => this.#make(decision));
        return;
      case 'may run':
        this.#waiting.add(node);
        return;
      case 'blocked':
        await this.#skip(node, decision.missing);
        return;
    }
  }

  #isOpen(node: PipelineNode): boolean {
    const {planner} = this.#options.plan;
    return parentsOf(node).some((id) => planner.settlement(id) === undefined);
  }

  #enqueue(node: PipelineNode, start: () => Promise<void>): void {
    const {nodes, durations} = this.#options.plan;
    this.#urgency ??= urgencyOf(nodes, (each) => durations.estimate(each));
    this.#ready.add({node, start}, this.#urgency(node));
  }

  /** Decides anew on a waiting node, once all that it reads has ended. */
  async #advance(node: PipelineNode): Promise<void> {
    const {planner} = this.#options.plan;
    if (this.#waiting.release(node)) await this.#act(await planner.decide(node), true);
  }

  async #settled({id}: PipelineNode): Promise<void> {
    // What was lost and made again may be far above a node that waits for it.
    const freed = this.#lost.has(id) ? this.#waiting.all() : this.#waiting.freedBy(id);
    for (const node of freed) await this.#advance(node);
  }

  async #cached(node: PipelineNode, {key}: BriefManifest, cutOff: boolean): Promise<void> {
    const {plan, tally, emit} = this.#options;
    plan.lastKeys.set(node.id, key);
    tally.cached(node.id);
    emit({type: 'cached', node: node.id, key, cutOff});
    await this.#settled(node);
  }

  async #skip(node: PipelineNode, missing: readonly string[]): Promise<void> {
    const {plan, tally, emit} = this.#options;
    plan.planner.settleMissing(node.id);
    tally.add({node: node.id, status: 'skipped', reasons: [], seconds: 0, attempts: 0});
    emit({type: 'skipped', node: node.id, missing});
    await this.#settled(node);
  }

  async #make(decision: Run): Promise<void> {
    const {plan, work} = this.#options;
    const {node, key, fingerprint, reasons, known} = decision;
    plan.details.keep(plan.planner.codeOf(node));
    const cell = this.#cell(node, key, fingerprint);
    const result = await work.make(cell, reasons, known !== undefined);
    await this.#receive(decision, result);
  }

  async #receive(decision: Run, result: WorkResult): Promise<void> {
    const {plan, signal} = this.#options;
    const {node} = decision;
    switch (result.type) {
      case 'found':
        plan.planner.settle(node.id, result.manifest);
        await this.#cached(node, result.manifest, false);
        return;
      case 'busy':
        this.#waitForOther(decision);
        return;
      case 'lost':
        await this.#remake(decision, result.upstream);
        return;
      case 'changed':
        this.#waiting.add(node);
        await this.#advance(node);
        return;
      case 'finished':
        await this.#finished(decision, result);
        return;
      case 'failed':
        // What ends because the run was told to stop has not failed.
        if (!signal.aborted) await this.#failed(decision, result);
        return;
    }
  }

  async #finished(
    {node, key, reasons, known}: Run,
    {manifest, seconds, attempts, job}: Extract<WorkResult, {type: 'finished'}>,
  ): Promise<void> {
    const {plan, tally, emit} = this.#options;
    if (known) this.#tellDifference(node, known, manifest);
    plan.planner.settle(node.id, manifest);
    plan.lastKeys.set(node.id, key);
    plan.durations.record(node, seconds);
    const ended = {node: node.id, key, seconds, ...(job !== undefined && {job})};
    tally.add({...ended, status: 'finished', reasons: [...reasons], attempts});
    emit({type: 'finished', ...ended});
    await this.#settled(node);
  }

  /** What was known by its hashes alone was made again: it may have come out different. */
  #tellDifference({id}: PipelineNode, known: BriefManifest, made: BriefManifest): void {
    const differing = differingOutputs(known, made);
    if (differing.length === 0) return;
    this.#options.emit({
      type: 'warning',
      code: 'RESULT_DIFFERS',
      node: id,
      message: `made again, since it was nowhere, and other bytes in ${differing.join(', ')} than were known; what was made now is used`,
    });
  }

  async #failed(
    {node, key, reasons}: Run,
    {failure, seconds, attempts, log, job}: Omit<Extract<WorkResult, {type: 'failed'}>, 'type'>,
  ): Promise<void> {
    const {plan, tally, emit} = this.#options;
    plan.planner.settleMissing(node.id);
    const ended = {node: node.id, key, seconds, attempts, ...(job !== undefined && {job})};
    const said = `${failure.code}: ${failure.message}`;
    tally.add({...ended, status: 'failed', reasons: [...reasons], failure: said});
    emit({type: 'failed', ...ended, failure, ...(log !== undefined && {log})});
    await this.#settled(node);
  }

  /** Looks again a little later, without holding a slot; by then it may be there. */
  #waitForOther({node, key}: Run): void {
    const {signal, emit} = this.#options;
    if (signal.aborted) return;
    if (!this.#elsewhere.has(node.id)) emit({type: 'waiting', node: node.id, key});
    this.#elsewhere.add(node.id);
    this.#waiting.add(node);
    this.#busy++;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#busy--;
      this.#track(() => this.#advance(node));
    }, busyDelay);
    this.#timers.add(timer);
  }

  /** An upstream's result is gone: that node is opened again, and this one waits for it. */
  async #remake(decision: Run, upstream: string): Promise<void> {
    const {plan, emit} = this.#options;
    const lost = plan.nodes.find(({id}) => id === upstream);
    const times = (this.#lost.get(upstream) ?? 0) + 1;
    if (!lost || times > remakes) {
      await this.#failed(decision, {failure: inputLost, seconds: 0, attempts: 0, log: undefined});
      return;
    }
    this.#waiting.add(decision.node);
    if (plan.planner.settlement(upstream) === undefined) return;
    this.#lost.set(upstream, times);
    emit({
      type: 'warning',
      code: 'RESULT_LOST',
      node: upstream,
      message: 'its result is gone from the store; it is made again',
    });
    plan.planner.reopen(upstream);
    this.#waiting.add(decision.node);
    await this.#act(await plan.planner.decide(lost), false);
  }

  #cell(node: PipelineNode, key: string, fingerprint: Fingerprint): Cell {
    const {planner} = this.#options.plan;
    const code = planner.codeOf(node);
    return {node, key, preimage: asJson(fingerprint), code, lineage: planner.lineage(node)};
  }
}
