import {readFile, writeFile} from 'node:fs/promises';
import type {z} from 'zod';

/** What every kind has, whatever its content. */
export interface AnyKind {
  readonly name: string;
  /** `file`: one file. `tree`: a folder of files. */
  readonly form: 'file' | 'tree';
  /** Reads and checks what stands at `path`; throws when it is not of this kind. */
  readonly read: (path: string) => Promise<unknown>;
}

/**
 * A kind of file (or folder) that stages hand to each other. The name is part of the type, so that
 * two kinds of the same shape cannot be wired to each other by mistake.
 */
export interface ArtifactKind<Name extends string, Value> extends AnyKind {
  readonly name: Name;
  readonly read: (path: string) => Promise<Value>;
  /** Writes `value` to `path`, which does not exist yet. */
  readonly write: (path: string, value: Value) => Promise<void>;
}

/** A finished artifact, as a stage body receives it. */
export interface ArtifactFile<Kind extends AnyKind = AnyKind> {
  readonly kind: Kind['name'];
  readonly path: string;
  readonly sha256: string;
}

/** A place where a stage body must put an output. */
export interface ArtifactSlot<Kind extends AnyKind = AnyKind> {
  readonly kind: Kind['name'];
  readonly path: string;
}

/** Reads an input of a stage; the kind given must be the kind declared. */
export function load<Name extends string, Value>(
  kind: ArtifactKind<Name, Value>,
  file: ArtifactFile<ArtifactKind<Name, Value>>,
): Promise<Value> {
  return kind.read(file.path);
}

/** Writes an output of a stage; the kind given must be the kind declared. */
export function save<Name extends string, Value>(
  kind: ArtifactKind<Name, Value>,
  slot: ArtifactSlot<ArtifactKind<Name, Value>>,
  value: Value,
): Promise<void> {
  return kind.write(slot.path, value);
}

/** A kind whose content is JSON that a zod schema describes. Non-finite numbers are refused by JSON: use null. */
export function jsonArtifact<Name extends string, Schema extends z.ZodType>(
  name: Name,
  schema: Schema,
): ArtifactKind<Name, z.output<Schema>> {
  return {
    name,
    form: 'file',
    read: async (path) => schema.parse(JSON.parse(await readFile(path, 'utf8'))),
    write: async (path, value) => writeFile(path, JSON.stringify(schema.parse(value))),
  };
}
