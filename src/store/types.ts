import type {Json} from '../system/json.ts';
import type {Lease} from '../system/lease.ts';
import type {Needs} from './roots.ts';

/** One file of an output: where it stands inside the output and the SHA-256 of its bytes. */
export interface FileRecord {
  /** Relative POSIX path inside a tree; the empty string for an output of one file. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** One output of a node, as a manifest records it. */
export interface OutputRecord {
  readonly kind: string;
  readonly form: 'file' | 'tree';
  /** File: the hash of its bytes. Tree: the hash of the canonical JSON of its file records. */
  readonly sha256: string;
  readonly bytes: number;
  readonly files: readonly FileRecord[];
}

/** What `ac/<key>` holds: the outputs, the whole preimage of the key, and how they came to be. */
export interface Manifest {
  readonly format: 2;
  readonly key: string;
  readonly node: string;
  readonly stage: string;
  readonly outputs: Readonly<Record<string, OutputRecord>>;
  /** The canonical-JSON value whose SHA-256 is `key`. */
  readonly preimage: Json;
  /** Never hashed: versions, CPU, duration [s], commit, time. */
  readonly provenance: Readonly<Record<string, Json>>;
}

/** A finished output that still stands in a scratch folder. */
export interface PendingOutput {
  readonly kind: string;
  readonly form: 'file' | 'tree';
  readonly path: string;
}

/** The content-addressed store; it knows keys and bytes, nothing of stages. */
export interface Store {
  /** The manifest of `key`, when it and every blob it names are here and sound; otherwise a miss. */
  find(key: string): Promise<Manifest | undefined>;
  /** Whether each of these blobs is here and untouched since it was published; a shared store is not asked. */
  holds(files: readonly FileRecord[]): Promise<boolean>;
  /** Moves complete outputs in: blobs first, manifest last, atomically. An equal key published before wins. */
  publish(
    manifest: Omit<Manifest, 'format' | 'outputs'>,
    outputs: Readonly<Record<string, PendingOutput>>,
  ): Promise<Manifest>;
  /**
   * A verified, read-only path of an output's content: the blob itself for a file, a folder of
   * links under `folder` for a tree. Throws `StoreError` `STORE_BLOB_LOST` when the content turns
   * out damaged or gone: the key that made it is a miss from then on.
   */
  checkout(output: OutputRecord, folder: string): Promise<string>;
  /**
   * Asks to be the one who works on `key`; undefined while another run, here or on another machine,
   * is alive and at it. Saves double work, and is never needed for correctness.
   */
  lease(key: string): Promise<Lease | undefined>;
  /** Publishes those of these results that the shared store lacks, made while it was away or not asked for. */
  share(keys: Iterable<string>): Promise<void>;
  /** Sets aside what is published under `key`, here and in the shared store, so that it is made again. */
  forget(key: string): Promise<void>;
  /** Notes what a clone needs, so that no gc removes it. A store that cannot be told is left as it is. */
  register(needs: Needs): Promise<void>;
}
