import {mapParallel} from '../../../system/parallel.ts';
import type {ElementState} from './commands.ts';
import type {ElementWatch, Sent} from './element-watch.ts';
import type {Request} from './request.ts';
import {byOutput, GONE, outcomeOf} from './states.ts';

const READS_AT_ONCE = 32;

/** So many times in a row the scheduler must not know an element before it is gone. */
const mostMisses = 2;

/** By the name of an element: what the scheduler says of it. */
export type States = ReadonlyMap<string, ElementState>;

export const byName = (states: readonly ElementState[]): States =>
  new Map(states.map((state) => [`${state.job}_${state.index}`, state]));

/** The elements that are out, and the cells that somebody waits for in them. */
export class Outstanding {
  readonly #watches = new Set<ElementWatch>();
  /** By the id of an array: how many of its elements are out. */
  readonly #counts = new Map<string, number>();
  /** By key: cells that runs before this one have sent. */
  readonly #adopted = new Map<string, {readonly watch: ElementWatch; readonly sent: Sent}>();

  get size(): number {
    return this.#watches.size;
  }

  get jobs(): readonly string[] {
    return [...new Set(Array.from(this.#watches, ({job}) => job))];
  }

  /** Cells that have not ended. */
  get requests(): readonly Request[] {
    const sent = Array.from(this.#watches, (watch) => watch.sent).flat();
    return sent.flatMap(({request}) => (request && !request.settled ? [request] : []));
  }

  add(watch: ElementWatch): void {
    this.#watches.add(watch);
    const {id} = watch.folder;
    this.#counts.set(id, (this.#counts.get(id) ?? 0) + 1);
  }

  /** Adds one whose cells may be asked for again. */
  adopt(watch: ElementWatch): void {
    this.add(watch);
    for (const sent of watch.sent) this.#adopted.set(sent.key, {watch, sent});
  }

  /** Whether an element that went out before does this cell. */
  attach(request: Request): boolean {
    const found = this.#adopted.get(request.order.key);
    if (!found || !this.#watches.has(found.watch)) return false;
    this.#adopted.delete(request.order.key);
    found.sent.request = request;
    request.raise = found.sent.raise;
    request.hooks.onQueued(found.watch.name);
    found.watch.rewind();
    return true;
  }

  /** Reads on in what elements say; cells that go out again, and how many elements were read. */
  async listen(): Promise<{readonly again: readonly Request[]; readonly heard: number}> {
    const folders = new Set(Array.from(this.#watches, ({folder}) => folder));
    const speakers = new Map<string, ReadonlySet<number>>();
    await mapParallel([...folders], READS_AT_ONCE, async (folder) => {
      speakers.set(folder.id, await folder.speakers());
    });
    const speaking = [...this.#watches].filter(
      ({isIdle, folder, index}) => !isIdle && speakers.get(folder.id)?.has(index),
    );
    const again = await mapParallel(speaking, READS_AT_ONCE, (watch) => watch.listen());
    return {again: again.flat(), heard: speaking.length};
  }

  /** Those that were missing in `states` for some time. */
  lost(states: States): readonly ElementWatch[] {
    const missing = [...this.#watches].filter(({name}) => !states.has(name));
    return missing.filter((watch) => ++watch.missed >= mostMisses);
  }

  /**
   * Takes in what the scheduler says; cells that go out again. `lost`: of these it knows nothing more than `states`
   * tells. `onHeld` is told of each job, once for each reason, that waits for what may never come.
   */
  async judge(
    states: States,
    lost: readonly ElementWatch[],
    onHeld: (job: string, reason: string) => void,
  ): Promise<readonly Request[]> {
    const gone = new Set(lost);
    const again: Request[] = [];
    for (const watch of this.#watches) {
      const found = states.get(watch.name);
      if (!found && !gone.has(watch)) continue;
      const {state, reason} = found ?? {state: GONE, reason: ''};
      const outcome = outcomeOf(state, reason, watch.name);
      if (outcome.type === 'alive') {
        watch.missed = 0;
        if (outcome.held) this.#held(watch, reason, onHeld);
        continue;
      }
      // Its last words may say more than the scheduler knows.
      again.push(...(await watch.listen()));
      const printed = outcome.type === 'failed' ? await watch.tellOutput() : [];
      const told = byOutput(printed, watch.name);
      const remains = watch.judge(told && told.type !== 'alive' ? told : outcome);
      again.push(...remains.again);
      if (remains.over) this.#forget(watch);
    }
    return again;
  }

  /** Nobody comes back to what is out. */
  abandon(): void {
    for (const watch of this.#watches) watch.folder.close();
  }

  #held(watch: ElementWatch, reason: string, onHeld: (job: string, reason: string) => void): void {
    if (watch.heldBy === reason || watch.isIdle) return;
    for (const one of this.#watches) if (one.job === watch.job) one.heldBy = reason;
    onHeld(watch.job, reason);
  }

  #forget(watch: ElementWatch): void {
    this.#watches.delete(watch);
    const {folder} = watch;
    const left = (this.#counts.get(folder.id) ?? 1) - 1;
    this.#counts.set(folder.id, left);
    if (left === 0) folder.close();
  }
}
