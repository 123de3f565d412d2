import type {Resources} from '../define.ts';

/** What the machine has for all cells that run at one time. */
export interface Machine {
  readonly cpus: number;
  readonly memoryMB: number;
  readonly gpus: number;
}

/** Counts what running cells hold, so that never more is promised than there is. */
export class Capacity {
  readonly #machine: Machine;
  #slots: number;
  #running = 0;
  #cpus = 0;
  #memoryMB = 0;
  #gpus = 0;

  constructor(machine: Machine, slots: number) {
    this.#machine = machine;
    this.#slots = slots;
  }

  /** No cell can start, whatever it needs. */
  get exhausted(): boolean {
    return this.#running >= this.#slots;
  }

  /** A cell that needs more than the whole machine fits when nothing else runs. */
  fits({cpus, memoryMB, gpu}: Resources): boolean {
    if (this.exhausted) return false;
    if (this.#running === 0) return true;
    return (
      this.#cpus + cpus <= this.#machine.cpus &&
      this.#memoryMB + memoryMB <= this.#machine.memoryMB &&
      this.#gpus + Number(gpu) <= this.#machine.gpus
    );
  }

  /** How many such cells could run at one time, were there nothing else. */
  most({cpus, memoryMB, gpu}: Resources): number {
    const all = this.#machine;
    const fit = Math.min(
      all.cpus / cpus,
      all.memoryMB / memoryMB,
      gpu ? all.gpus : Infinity,
      this.#slots,
    );
    // One that needs more than there is runs alone.
    return Math.max(1, Math.floor(fit));
  }

  /** Whether a cell alone needs more than the machine has. */
  exceeds({cpus, memoryMB, gpu}: Resources): boolean {
    const {cpus: allCpus, memoryMB: allMemoryMB, gpus} = this.#machine;
    return cpus > allCpus || memoryMB > allMemoryMB || Number(gpu) > gpus;
  }

  take(resources: Resources): void {
    this.#add(resources, 1);
  }

  release(resources: Resources): void {
    this.#add(resources, -1);
  }

  #add({cpus, memoryMB, gpu}: Resources, sign: 1 | -1): void {
    this.#running += sign;
    this.#cpus += sign * cpus;
    this.#memoryMB += sign * memoryMB;
    this.#gpus += sign * Number(gpu);
  }
}
