import type {AttemptResult, CellHooks} from '../executor.ts';
import type {Raise} from './ask.ts';
import type {Failure} from '../../failure.ts';
import type {Assignment} from './spool.ts';

/** How often a cell goes out again: since memory or time was short, or since a machine was. */
const mostTimes: Readonly<Record<Again, number>> = {memory: 4, time: 10, none: 10};

export type Again = 'memory' | 'time' | 'none';

/** A cell that somebody waits for, from when it is asked for until it has ended. */
export class Request {
  readonly order: Assignment['order'];
  readonly hooks: CellHooks;
  readonly ended: Promise<AttemptResult>;
  raise: Raise = {memory: 1, time: 1};
  /** What carries it out tells that it has begun. */
  started = false;
  settled = false;
  readonly #attempt: string;
  readonly #times: Record<Again, number> = {memory: 0, time: 0, none: 0};
  #resolve: (result: AttemptResult) => void = () => undefined;

  constructor(order: Assignment['order'], attempt: string, hooks: CellHooks) {
    this.order = order;
    this.#attempt = attempt;
    this.hooks = hooks;
    this.ended = new Promise((resolve) => (this.#resolve = resolve));
  }

  /** Unique among all times that it goes out. */
  get attempt(): string {
    const {memory, time, none} = this.#times;
    return `${this.#attempt}-${memory + time + none}`;
  }

  get provenance(): Assignment['provenance'] {
    return this.hooks.provenance();
  }

  settle(result: AttemptResult): void {
    this.settled = true;
    this.#resolve(result);
  }

  /** Whether it may go out again, with more of what was short; it has failed otherwise. */
  again(short: Again, failure: Failure): boolean {
    if (++this.#times[short] > mostTimes[short]) {
      this.settle({type: 'failed', failure});
      return false;
    }
    const {memory, time} = this.raise;
    if (short === 'memory') this.raise = {memory: 2 * memory, time};
    if (short === 'time') this.raise = {memory, time: 2 * time};
    this.started = false;
    this.hooks.onAgain(failure);
    return true;
  }
}
