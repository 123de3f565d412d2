import type {ModelState} from '../models/model.ts';

/** The weights of a run at one moment. */
export interface Snapshot extends ModelState {
  /** `epoch-<k>`, `target` or `final`. */
  readonly name: string;
  /** SGD steps taken. */
  readonly step: number;
}
