import type {Member} from '../member.ts';

/** What a source is asked for. */
export interface Order {
  /** The name of the collection. */
  readonly dataset: string;
  /** The file that holds all of its members, where there is one. */
  readonly archive: string | undefined;
  readonly members: readonly Member[];
  /** Where verified members are put; partial downloads wait here for the next attempt. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number, unit: string) => void;
  readonly log: (message: string) => void;
}

/** A place that may have a collection. */
export interface Source {
  /** For a person: 'the folder /data (--data-dir)'. */
  readonly name: string;
  /**
   * Puts members into the order's folder, verified (see `placeMember`). A source that lacks some of
   * them throws, saying what it tried; it need not bring those that are there already.
   */
  readonly collect: (order: Order) => Promise<void>;
}
