import {load, type ArtifactFile, type ArtifactKind} from './artifact.ts';

/**
 * An input that many cells read and none writes to: a cell gets the value that another one of this
 * process has read before, when the content is the same and the value is still in memory. Hold it for as
 * long as the cell works, so that it is there for the next one; nobody else keeps it alive.
 */
export class SharedInput<Name extends string, Value extends object> {
  readonly #kind: ArtifactKind<Name, Value>;
  #last: {readonly sha256: string; readonly value: WeakRef<Value>} | undefined;

  constructor(kind: ArtifactKind<Name, Value>) {
    this.#kind = kind;
  }

  async load(file: ArtifactFile<ArtifactKind<Name, Value>>): Promise<Value> {
    const {sha256} = file;
    const known = this.#last?.sha256 === sha256 ? this.#last.value.deref() : undefined;
    if (known) return known;
    const value = await load(this.#kind, file);
    this.#last = {sha256, value: new WeakRef(value)};
    return value;
  }
}
