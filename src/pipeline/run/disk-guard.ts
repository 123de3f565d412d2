import {full} from '../../store/errors.ts';
import {assertStoreWritable} from '../../store/store.ts';
import type {Happening} from '../events.ts';
import type {Failure} from '../failure.ts';

/** Stops a run when the disk takes no more results: all that follows would be computed for nothing. */
export class DiskGuard {
  readonly #storeFolder: string;
  readonly #controller = new AbortController();

  constructor(storeFolder: string) {
    this.#storeFolder = storeFolder;
  }

  /** Aborts when the run has to stop; its reason is the StoreError. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  watch(happening: Happening): void {
    if (happening.type !== 'failed' || this.signal.aborted) return;
    const fault = this.#faultBehind(happening.failure);
    if (fault !== undefined) this.#controller.abort(fault);
  }

  #faultBehind({code, message}: Failure): unknown {
    if (code === 'DISK_FULL') return full(message, undefined);
    if (code !== 'STORE_FAILED') return undefined;
    try {
      assertStoreWritable(this.#storeFolder);
      return undefined;
    } catch (error) {
      return error;
    }
  }
}
