import type {Manifest, Store} from '../../../store/types.ts';
import type {Failure} from '../../failure.ts';
import type {Raise} from './ask.ts';
import type {Request} from './request.ts';
import type {Said} from './said.ts';
import {outOfMemory, type Outcome} from './states.ts';
import type {ArrayFolder} from './spool.ts';

/** A cell of an element that went out, perhaps by a run that was killed. */
export interface Sent {
  readonly key: string;
  readonly raise: Raise;
  request?: Request | undefined;
}

/** What a look at an element leaves to be done. */
export interface Remains {
  /** Cells that go out again. */
  readonly again: readonly Request[];
  readonly over: boolean;
}

/** How often the store is asked for a result that an element says it has published. */
const mostLooks = 20;

/** One element that went out, as the driver sees it: by what it says, and by what the scheduler says of it. */
export class ElementWatch {
  readonly folder: ArrayFolder;
  readonly job: string;
  readonly index: number;
  readonly sent: readonly Sent[];
  /** What was last told of why it waits. */
  heldBy = '';
  /** How often the scheduler did not know it. */
  missed = 0;
  readonly #store: Pick<Store, 'find'>;
  #heardTo = 0;
  /** Published, by its own word, and how long each took [s]; not yet seen in the store. */
  readonly #published = new Map<string, {readonly seconds: number | undefined; looks: number}>();

  constructor(
    place: {readonly folder: ArrayFolder; readonly job: string; readonly index: number},
    sent: readonly Sent[],
    store: Pick<Store, 'find'>,
  ) {
    this.folder = place.folder;
    this.job = place.job;
    this.index = place.index;
    this.sent = sent;
    this.#store = store;
  }

  /** As Slurm names it: `123_4`. */
  get name(): string {
    return `${this.job}_${this.index}`;
  }

  /** Whether nobody waits for any of its cells. */
  get isIdle(): boolean {
    return this.sent.every(({request}) => request === undefined || request.settled);
  }

  /** Reads on in what it says; what has to go out again. */
  async listen(): Promise<readonly Request[]> {
    const {said, end} = await this.folder.heard(this.index, this.#heardTo);
    this.#heardTo = end;
    const again = said.flatMap((one) => this.#hear(one));
    for (const key of this.#published.keys()) await this.#look(key);
    return again;
  }

  /** Begins anew to listen, for who has just begun to wait for one of its cells. */
  rewind(): void {
    this.#heardTo = 0;
  }

  /** Puts the last that it printed into the logs of its cells that did not end. */
  async tellOutput(): Promise<readonly string[]> {
    const open = this.#open().filter(({order}) => !this.#published.has(order.key));
    if (open.length === 0) return [];
    const printed = await this.folder.printed(this.index);
    for (const line of printed) for (const {hooks} of open) hooks.onLog(line);
    return printed;
  }

  /** Takes in that the scheduler says it is over, all that it said itself being heard. */
  judge(outcome: Exclude<Outcome, {type: 'alive'}>): Remains {
    const open = this.#open().filter(({order}) => !this.#published.has(order.key));
    const again = open.filter((request) => {
      this.#detach(request);
      // What had not begun is not to blame for what befell the element.
      if (!request.started && outcome.type === 'again') {
        request.hooks.onAgain(outcome.failure);
        return true;
      }
      if (outcome.type === 'again') return request.again(outcome.raise, outcome.failure);
      request.settle({type: 'failed', failure: outcome.failure});
      return false;
    });
    return {again, over: this.#published.size === 0};
  }

  #open(): Request[] {
    return this.sent.flatMap(({request}) => (request && !request.settled ? [request] : []));
  }

  /** What this element still says of a cell that goes out again counts no more. */
  #detach(request: Request): void {
    for (const one of this.sent) if (one.request === request) one.request = undefined;
  }

  #hear(said: Said): readonly Request[] {
    const request = this.sent.find(({key}) => key === said.key)?.request;
    if (!request || request.settled) return [];
    const {hooks} = request;
    switch (said.type) {
      case 'started':
        request.started = true;
        hooks.onStarted(this.name);
        return [];
      case 'progress':
        hooks.onProgress(said.done, said.total, said.unit);
        return [];
      case 'log':
        hooks.onLog(said.message);
        return [];
      case 'lost':
        request.settle({type: 'lost', upstream: said.upstream});
        return [];
      case 'finished':
        this.#published.set(said.key, {seconds: said.seconds, looks: 0});
        return [];
      case 'failed':
        return this.#failed(request, said);
    }
  }

  #failed(
    request: Request,
    {failure, seconds}: Extract<Said, {type: 'failed'}>,
  ): readonly Request[] {
    // The kernel ends the largest process where the memory of a job is at its end, and the element goes on.
    if (failure.code === 'WORKER_CRASHED' && failure.received === 'SIGKILL') {
      this.#detach(request);
      return request.again('memory', outOfMemory(this.name)) ? [request] : [];
    }
    request.settle({type: 'failed', failure, seconds});
    return [];
  }

  /** A result may be seen a little later than it was published. */
  async #look(key: string): Promise<void> {
    const published = this.#published.get(key);
    const request = this.sent.find((one) => one.key === key)?.request;
    if (!published || !request) return;
    const manifest = await this.#store.find(key);
    if (manifest === undefined && ++published.looks < mostLooks) return;
    this.#published.delete(key);
    if (manifest === undefined) request.settle({type: 'failed', failure: unseen(key)});
    else if (!request.hooks.isCurrent()) request.settle({type: 'changed'});
    else
      request.settle({
        type: 'finished',
        manifest,
        seconds: published.seconds ?? secondsOf(manifest),
      });
  }
}

/** How long a result took that an element found published. */
const secondsOf = ({provenance}: Manifest): number =>
  typeof provenance['seconds'] === 'number' ? provenance['seconds'] : 0;

const unseen = (key: string): Failure => ({
  code: 'STORE_FAILED',
  message: 'a result that was published cannot be seen here',
  received: key,
  transient: true,
  next: 'See that the nodes and this machine mount the same shared store, then run again.',
});
