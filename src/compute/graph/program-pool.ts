import {LRUCache} from 'lru-cache';
import {compileProgram, type Functions, type Program} from './program.ts';
import type {Values} from './values.ts';

const MOST_IDLE_BYTES = 512 * 2 ** 20;

/**
 * Programs that are used again: the cells of a grid differ in numbers, not in graphs, and compiling a
 * small network costs as much as training it for several epochs. A program that is closed waits here,
 * and the next one of the same identity gets it with a state of its own written over the old one.
 */
export class ProgramPool<Compiled extends Functions> {
  readonly #idle: LRUCache<string, Program<Compiled>>;

  /** @param mostBytes of state that idle programs keep; the least recently used go first */
  constructor(mostBytes = MOST_IDLE_BYTES) {
    this.#idle = new LRUCache({
      maxSize: mostBytes,
      // One that is taken out to be used again is deleted, and lives on.
      dispose: (program, _key, reason) => {
        if (reason !== 'delete') program.dispose();
      },
    });
  }

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
    return {...program, dispose: () => this.#keep(key, program, bytes)};
  }

  #reuse(key: string, initial: Readonly<Record<string, Values>>): Program<Compiled> | undefined {
    const idle = this.#idle.get(key);
    this.#idle.delete(key);
    idle?.write(initial);
    return idle;
  }

  #keep(key: string, program: Program<Compiled>, bytes: number): void {
    program.forget();
    // A cache keeps nothing that is larger than itself.
    if (bytes > this.#idle.maxSize) program.dispose();
    else this.#idle.set(key, program, {size: Math.max(bytes, 1)});
  }
}
