import {compileProgram, type Functions, type Program} from './program.ts';
import type {Values} from './values.ts';

/** Idle programs keep at most so many bytes of state. */
const MOST_IDLE_BYTES = 512 * 2 ** 20;

interface Idle<Compiled extends Functions> {
  readonly program: Program<Compiled>;
  readonly bytes: number;
}

/**
 * Programs that are used again: the cells of a grid differ in numbers, not in graphs, and compiling a
 * small network costs as much as training it for several epochs. A program that is closed waits here,
 * and the next one of the same identity gets it with a state of its own written over the old one.
 */
export class ProgramPool<Compiled extends Functions> {
  readonly #idle = new Map<string, Idle<Compiled>>();

  /**
   * A program of `functions` over a state that starts as `initial`. `identity` must name everything
   * that the functions depend on; the shapes of the state are added to it here.
   */
  open(
    identity: string,
    initial: Readonly<Record<string, Values>>,
    functions: () => Compiled,
  ): Program<Compiled> {
    const shapes = Object.entries(initial).map(([name, {shape}]) => [name, shape]);
    const key = JSON.stringify([identity, shapes]);
    const program = this.#reuse(key, initial) ?? compileProgram(initial, functions());
    const bytes = Object.values(initial).reduce((sum, {values}) => sum + values.byteLength, 0);
    return {...program, dispose: () => this.#keep(key, {program, bytes})};
  }

  #reuse(key: string, initial: Readonly<Record<string, Values>>): Program<Compiled> | undefined {
    const idle = this.#idle.get(key);
    this.#idle.delete(key);
    idle?.program.write(initial);
    return idle?.program;
  }

  /** The least recently used go first when there are too many. */
  #keep(key: string, idle: Idle<Compiled>): void {
    idle.program.forget();
    this.#idle.get(key)?.program.dispose();
    this.#idle.delete(key);
    this.#idle.set(key, idle);
    let bytes = [...this.#idle.values()].reduce((sum, each) => sum + each.bytes, 0);
    for (const [name, oldest] of this.#idle) {
      if (bytes <= MOST_IDLE_BYTES) return;
      this.#idle.delete(name);
      oldest.program.dispose();
      bytes -= oldest.bytes;
    }
  }
}
